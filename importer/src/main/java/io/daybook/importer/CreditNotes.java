package io.daybook.importer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds, for the lines of a credit note, the latest order of the same customer that they can belong
 * to.
 */
final class CreditNotes {
  private final Map<String, List<Invoice>> ordersOf = new HashMap<>();
  private final Set<String> returned = new HashSet<>();

  void ordered(Invoice invoice) {
    ordersOf.computeIfAbsent(invoice.customer(), _ -> new ArrayList<>()).add(invoice);
  }

  /** The lines that belong to each order; a line of an order comes back at most once. */
  Map<Invoice, List<InvoiceLine>> match(Invoice note) {
    var matches = new LinkedHashMap<Invoice, List<InvoiceLine>>();
    for (var line : note.goods()) {
      for (var order : ordersOf.getOrDefault(note.customer(), List.of()).reversed()) {
        var units = order.quantities().getOrDefault(line.sku(), 0);
        if (units >= -line.quantity() && returned.add(order.number() + "/" + line.sku())) {
          matches.computeIfAbsent(order, _ -> new ArrayList<>()).add(line);
          break;
        }
      }
    }
    return matches;
  }

  /** Whether these lines are all that was ordered. */
  static boolean isWhole(Invoice order, List<InvoiceLine> lines) {
    return new Invoice(order.number(), lines).quantities().equals(order.quantities());
  }
}
