package io.daybook.command.order;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PlaceOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** The rules of what can be ordered. */
final class Lines {
  static final int MAX_LINES = 1_000;
  static final int MAX_UNITS = 100_000;

  /** What money over HTTP can say, and all read models have room for. */
  private static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(12);

  private static final String NEW = "NEW";

  private Lines() {}

  static List<OrderEvent> place(PlaceOrder command) {
    var lines = command.lines();
    check(!lines.isEmpty() && lines.size() <= MAX_LINES, "lines-in-range", "1 to 1000 lines");
    if (quantities(lines).size() != lines.size()) {
      throw DomainRejection.ofState("one-line-per-sku", NEW, "Merge lines of a SKU");
    }
    for (var line : lines) {
      check(
          line.quantity() >= 1 && line.quantity() <= MAX_UNITS,
          "quantity-in-range",
          "The quantity of " + line.sku() + " is not 1 to " + MAX_UNITS);
    }
    var currencies = lines.stream().map(l -> l.unitPrice().getCurrencyUnit()).distinct().count();
    check(currencies == 1, "one-currency-per-order", "All prices of an order share a currency");
    var total = total(lines);
    check(total.isPositive(), "total-is-positive", "The total is more than zero");
    check(total.getAmount().compareTo(TOO_MUCH) < 0, "total-in-range", "A total has 12 digits");
    return List.of(
        new OrderPlaced(
            command.orderId(),
            command.customerId(),
            lines,
            total,
            command.deliveryAddress(),
            command.paymentToken(),
            command.orderedAt()));
  }

  static Money total(List<OrderLine> lines) {
    return lines.stream().map(OrderLine::total).reduce((a, b) -> a.plus(b)).orElseThrow();
  }

  static Map<Sku, Integer> quantities(List<OrderLine> lines) {
    return lines.stream()
        .collect(Collectors.toMap(OrderLine::sku, OrderLine::quantity, Integer::sum));
  }

  private static void check(boolean holds, String rule, String message) {
    if (!holds) {
      throw DomainRejection.ofRequest(rule, NEW, message);
    }
  }
}
