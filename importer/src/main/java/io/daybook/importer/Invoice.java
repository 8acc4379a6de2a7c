package io.daybook.importer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of one invoice that can be ordered, or returned, in the order of the file.
 *
 * @param goods lines of goods; those of the same SKU have the same price
 */
record Invoice(String number, List<InvoiceLine> goods) {
  private static final int PENCE = 2;

  boolean isCreditNote() {
    return number.startsWith("C");
  }

  /** The customer, or one of its own where the file names none. */
  String customer() {
    var customer = goods.getFirst().customer();
    return customer.isEmpty() ? "guest-" + number : customer;
  }

  /** Units per SKU; positive also for a credit note. */
  Map<String, Integer> quantities() {
    var units = new LinkedHashMap<String, Integer>();
    goods.forEach(line -> units.merge(line.sku(), Math.abs(line.quantity()), Math::addExact));
    return units;
  }

  Map<String, BigDecimal> prices() {
    var prices = new LinkedHashMap<String, BigDecimal>();
    goods.forEach(line -> prices.putIfAbsent(line.sku(), pence(line.unitPrice())));
    return prices;
  }

  /** What each SKU is called: by its first line that says so, or else by its code. */
  Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    goods.forEach(
        line ->
            names.merge(
                line.sku(), line.description(), (one, other) -> one.isEmpty() ? other : one));
    names.replaceAll((sku, name) -> name.isEmpty() ? sku : name);
    return names;
  }

  BigDecimal total() {
    return goods.stream()
        .map(line -> pence(line.unitPrice()).multiply(BigDecimal.valueOf(line.quantity())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal pence(BigDecimal price) {
    return price.setScale(PENCE, RoundingMode.UNNECESSARY);
  }
}
