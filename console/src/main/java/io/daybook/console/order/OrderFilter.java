package io.daybook.console.order;

import io.daybook.console.page.Instants;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/**
 * Which orders are looked for, as the address of the page says; texts are empty where nothing is
 * asked.
 *
 * @param from the first instant at which they were ordered, as a browser's field has it
 * @param to the last one
 * @param asOf the instant as of which the shop is shown
 */
public record OrderFilter(
    String customer,
    String sku,
    String status,
    String tracking,
    String from,
    String to,
    String asOf) {

  /** Nothing is asked for. */
  static OrderFilter none() {
    return new OrderFilter("", "", "", "", "", "", "");
  }

  /** Texts without what is around them. */
  public OrderFilter {
    customer = customer.strip();
    sku = sku.strip();
    tracking = tracking.strip();
  }

  OrderFilter withCustomer(String name) {
    return new OrderFilter(name, sku, status, tracking, from, to, asOf);
  }

  OrderFilter withSku(String name) {
    return new OrderFilter(customer, name, status, tracking, from, to, asOf);
  }

  /** Whether anything is asked for. */
  public boolean isEmpty() {
    return equals(none());
  }

  /** The variables of the question. */
  Map<String, Object> variables() {
    var asked = new LinkedHashMap<String, Object>();
    put(asked, "customer", customer);
    put(asked, "sku", sku);
    put(asked, "status", status);
    put(asked, "tracking", tracking);
    put(asked, "from", instant(from));
    put(asked, "to", instant(to));
    put(asked, "asOf", instant(asOf));
    return asked;
  }

  /** The part of an address after the question mark. */
  public String query() {
    var parts = new LinkedHashMap<String, Object>();
    put(parts, "customer", customer);
    put(parts, "sku", sku);
    put(parts, "status", status);
    put(parts, "tracking", tracking);
    put(parts, "from", from);
    put(parts, "to", to);
    put(parts, "asOf", asOf);
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + encode("" + part.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The address of the page of an order, at the moment that the list is of. */
  public String addressOf(String order) {
    return "/console/orders/" + order + (asOf.isEmpty() ? "" : "?time=" + encode(instant(asOf)));
  }

  static String encode(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }

  private static void put(Map<String, Object> into, String name, String value) {
    if (!value.isEmpty()) {
      into.put(name, value);
    }
  }

  private static String instant(String text) {
    return text.isEmpty() ? "" : Instants.parse(text).toString();
  }
}
