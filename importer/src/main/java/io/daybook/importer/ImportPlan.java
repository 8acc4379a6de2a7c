package io.daybook.importer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the file asks of the shop: its invoices in order, and for each line that is no order or
 * return the reason.
 *
 * @param left lines that are left out, with the reason
 * @param demand units per SKU over all orders
 */
record ImportPlan(
    List<Invoice> invoices, Map<InvoiceLine, Fate.Left> left, Map<String, Integer> demand) {
  /**
   * Five digits and a variant are goods; POST, D, M, DOT, C2, BANK CHARGES and their like are not.
   */
  private static final Pattern GOODS = Pattern.compile("\\d{5}[A-Z]{0,2}");

  private static final int MAX_UNITS = 100_000;

  static ImportPlan of(List<InvoiceLine> lines) {
    var left = new LinkedHashMap<InvoiceLine, Fate.Left>();
    var byInvoice = new LinkedHashMap<String, List<InvoiceLine>>();
    var prices = new HashMap<String, BigDecimal>();
    for (var line : lines) {
      var reason = reasonAgainst(line, prices);
      if (reason.isPresent()) {
        left.put(line, new Fate.Left(reason.get()));
      } else {
        byInvoice.computeIfAbsent(line.invoice(), _ -> new ArrayList<>()).add(line);
      }
    }
    var demand = new LinkedHashMap<String, Integer>();
    var invoices = new ArrayList<Invoice>();
    byInvoice.forEach((number, goods) -> invoices.add(new Invoice(number, goods)));
    for (var invoice : invoices) {
      if (!invoice.isCreditNote()) {
        invoice.quantities().forEach((sku, units) -> demand.merge(sku, units, Math::addExact));
      }
    }
    return new ImportPlan(invoices, left, demand);
  }

  private static Optional<String> reasonAgainst(
      InvoiceLine line, Map<String, BigDecimal> pricesInInvoice) {
    if (!GOODS.matcher(line.sku()).matches()) {
      return Optional.of("not goods: " + line.sku());
    }
    if (line.isCreditNote()) {
      return line.quantity() < 0
          ? Optional.empty()
          : Optional.of("credit note without a negative quantity");
    }
    if (line.quantity() <= 0) {
      return Optional.of("negative quantity on a sale: a correction of stock");
    }
    if (line.quantity() > MAX_UNITS) {
      return Optional.of("more units than an order line may have");
    }
    if (line.unitPrice().signum() <= 0) {
      return Optional.of("no price");
    }
    var first = pricesInInvoice.putIfAbsent(line.invoice() + "/" + line.sku(), line.unitPrice());
    return first == null || first.compareTo(line.unitPrice()) == 0
        ? Optional.empty()
        : Optional.of("second price for the same SKU in one invoice");
  }
}
