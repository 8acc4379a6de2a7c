package io.daybook.importer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds, for the lines of a credit note, the latest order of the same customer that they can belong
 * to.
 */
final class CreditNotes {
  private final Map<String, TreeMap<Long, Invoice>> ordersOf = new HashMap<>();
  private final Set<String> returned = new HashSet<>();

  synchronized void ordered(Invoice invoice) {
    ordersOf
        .computeIfAbsent(invoice.customer(), _ -> new TreeMap<>())
        .put(invoice.goods().getFirst().number(), invoice);
  }

  /** The lines that belong to each order; a line of an order comes back at most once. */
  synchronized Map<Invoice, List<InvoiceLine>> match(Invoice note) {
    var matches = new LinkedHashMap<Invoice, List<InvoiceLine>>();
    for (var line : note.goods()) {
      for (var order : latestFirst(note.customer())) {
        var units = order.quantities().getOrDefault(line.sku(), 0);
        if (units >= -line.quantity() && returned.add(order.number() + "/" + line.sku())) {
          matches.computeIfAbsent(order, _ -> new ArrayList<>()).add(line);
          break;
        }
      }
    }
    return matches;
  }

  /** Orders are placed side by side, so the file says which is the latest. */
  private Collection<Invoice> latestFirst(String customer) {
    return ordersOf.getOrDefault(customer, new TreeMap<>()).descendingMap().values();
  }

  /** Whether these lines are all that was ordered. */
  static boolean isWhole(Invoice order, List<InvoiceLine> lines) {
    return new Invoice(order.number(), lines).quantities().equals(order.quantities());
  }
}
