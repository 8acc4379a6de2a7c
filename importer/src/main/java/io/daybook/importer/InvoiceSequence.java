package io.daybook.importer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which invoices an invoice comes after, though many go side by side. The catalogue has one price
 * for a SKU at a time. So who needs another price waits for all who need the price before, and
 * whoever needs the new one, too, waits for him. What a customer gives back is matched with his
 * earlier orders, so his credit notes stay in their place among them.
 */
final class InvoiceSequence {
  /**
   * Those who need the same price of a SKU, one after another in the file.
   *
   * @param setter sets the price; the first group of a SKU has none, because its price is listed
   */
  private record SamePrice(BigDecimal price, int setter, List<Integer> members) {}

  private static final int NOBODY = -1;

  private final Map<String, SamePrice> latestBySku = new HashMap<>();
  private final Map<String, List<Integer>> sinceLastNoteByCustomer = new HashMap<>();
  private final Map<String, Integer> lastNoteByCustomer = new HashMap<>();

  private InvoiceSequence() {}

  /** For each invoice the indices of those, all before it, that are to be handled first. */
  static List<Set<Integer>> of(List<Invoice> invoices) {
    var sequence = new InvoiceSequence();
    var before = new ArrayList<Set<Integer>>();
    for (int i = 0; i < invoices.size(); i++) {
      before.add(sequence.add(invoices.get(i), i));
    }
    return before;
  }

  private Set<Integer> add(Invoice invoice, int index) {
    var before = new TreeSet<Integer>();
    if (invoice.isCreditNote()) {
      before.addAll(sinceLastNoteByCustomer.getOrDefault(invoice.customer(), List.of()));
      sinceLastNoteByCustomer.remove(invoice.customer());
    } else {
      invoice.prices().forEach((sku, price) -> join(sku, price, index, before));
      sinceLastNoteByCustomer
          .computeIfAbsent(invoice.customer(), _ -> new ArrayList<>())
          .add(index);
    }
    before.add(lastNoteByCustomer.getOrDefault(invoice.customer(), NOBODY));
    if (invoice.isCreditNote()) {
      lastNoteByCustomer.put(invoice.customer(), index);
    }
    before.remove(NOBODY);
    return before;
  }

  private void join(String sku, BigDecimal price, int index, Set<Integer> before) {
    var latest =
        latestBySku.computeIfAbsent(sku, _ -> new SamePrice(price, NOBODY, new ArrayList<>()));
    if (latest.price().compareTo(price) == 0) {
      before.add(latest.setter());
      latest.members().add(index);
    } else {
      before.add(latest.setter());
      before.addAll(latest.members());
      latestBySku.put(sku, new SamePrice(price, index, new ArrayList<>()));
    }
  }
}
