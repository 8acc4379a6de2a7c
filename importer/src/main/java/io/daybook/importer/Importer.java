package io.daybook.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Drives the shop through the invoices in the order of the file, because an order is priced by the
 * catalogue of its moment. Within an invoice, products are priced side by side.
 */
final class Importer {
  private final Shelves shelves;
  private final ShopOrders orders;
  private final int parallel;
  private final CreditNotes creditNotes = new CreditNotes();
  private final Map<InvoiceLine, Fate> fates = new LinkedHashMap<>();
  private final List<String> placed = new ArrayList<>();

  Importer(Shelves shelves, ShopOrders orders, int parallel) {
    this.shelves = shelves;
    this.orders = orders;
    this.parallel = parallel;
  }

  /** The fate of every line that was handled so far. */
  Map<InvoiceLine, Fate> fates() {
    return fates;
  }

  /** The orders that are in the shop because of this file. */
  List<String> placed() {
    return placed;
  }

  /** Lists all that the invoices order, and fills the shelves, before the first of them. */
  void prepare(List<Invoice> invoices) {
    shelves.fill(invoices.stream().filter(invoice -> !invoice.isCreditNote()).toList());
  }

  void handle(Invoice invoice) {
    if (invoice.isCreditNote()) {
      credit(invoice);
    } else {
      order(invoice);
    }
  }

  private void order(Invoice invoice) {
    if (orders.status(ShopOrders.id(invoice)).isEmpty()) {
      price(invoice);
      var answer = orders.place(invoice);
      if (!answer.isSuccess()) {
        all(invoice.goods(), new Fate.Left("order refused: " + answer.rule()));
        return;
      }
    }
    placed.add(ShopOrders.id(invoice));
    creditNotes.ordered(invoice);
    all(invoice.goods(), Fate.ORDERED);
  }

  private void credit(Invoice note) {
    all(note.goods(), new Fate.Left("credit note without a matching order"));
    creditNotes.match(note).forEach((order, lines) -> all(lines, undo(note, order, lines)));
  }

  private Fate undo(Invoice note, Invoice order, List<InvoiceLine> lines) {
    var id = ShopOrders.id(order);
    if (CreditNotes.isWhole(order, lines) && orders.cancel(id, note.number())) {
      return Fate.CANCELLED;
    }
    if (!orders.deliver(id)) {
      return new Fate.Left("its order was not delivered: " + orders.status(id));
    }
    var units = new Invoice(note.number(), lines).quantities();
    var answer = orders.takeBack(id, note.number(), units);
    return answer.isSuccess() ? Fate.RETURNED : new Fate.Left("return refused: " + answer.rule());
  }

  private void price(Invoice invoice) {
    var changes = shelves.changes(invoice.prices());
    if (changes.isEmpty()) {
      return;
    }
    try (var threads = Executors.newFixedThreadPool(parallel)) {
      var running = new ArrayList<Future<?>>();
      changes.forEach((sku, price) -> running.add(threads.submit(() -> shelves.price(sku, price))));
      for (var task : running) {
        task.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private void all(List<InvoiceLine> lines, Fate fate) {
    lines.forEach(line -> fates.put(line, fate));
  }
}
