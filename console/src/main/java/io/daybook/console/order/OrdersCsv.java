package io.daybook.console.order;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Orders as CSV (RFC 4180). A text that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
final class OrdersCsv {
  private static final String HEAD =
      "order,customer,status,ordered at,lines,units,total,currency,tracking number\r\n";

  private OrdersCsv() {}

  static String of(List<OrdersAnswer.Summary> orders) {
    return orders.stream()
        .map(
            order ->
                Stream.of(
                        order.id(),
                        order.customerId(),
                        order.status(),
                        order.orderedAt().toString(),
                        Integer.toString(order.lineCount()),
                        Integer.toString(order.unitCount()),
                        order.total().amount(),
                        order.total().currency(),
                        order.trackingNumber() == null ? "" : order.trackingNumber())
                    .map(OrdersCsv::cell)
                    .collect(Collectors.joining(",", "", "\r\n")))
        .collect(Collectors.joining("", HEAD, ""));
  }

  static String cell(String text) {
    var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
