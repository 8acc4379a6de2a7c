package io.daybook.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Drives the shop through the invoices. An order is priced by the catalogue of its moment, so those
 * that need another price of the same product keep the order of the file ({@link InvoiceSequence});
 * all others go side by side, and so do the prices of an invoice.
 */
final class Importer implements AutoCloseable {
  /** The rule of the shop that refuses an order whose total is not the expected one. */
  private static final String OTHER_PRICES = "price-has-moved";

  private final Shelves shelves;
  private final ShopOrders orders;
  private final ExecutorService handling;
  private final ExecutorService pricing;
  private final CreditNotes creditNotes = new CreditNotes();
  private final Map<InvoiceLine, Fate> fates = new ConcurrentHashMap<>();
  private final Map<String, String> placed = new ConcurrentHashMap<>();

  /** Hears of every invoice that was handled, one at a time. */
  interface Progress {
    void at(int done, String invoice);
  }

  /**
   * @param parallel how many invoices, and how many prices, are handled side by side
   */
  Importer(Shelves shelves, ShopOrders orders, int parallel) {
    this.shelves = shelves;
    this.orders = orders;
    this.handling = Executors.newFixedThreadPool(parallel);
    this.pricing = Executors.newFixedThreadPool(parallel);
  }

  /** The fate of every line that was handled so far. */
  Map<InvoiceLine, Fate> fates() {
    return fates;
  }

  /** The ids of the orders that are in the shop because of this file. */
  List<String> placed() {
    return List.copyOf(placed.values());
  }

  /** Lists all that the invoices order, and fills the shelves, before the first of them. */
  void prepare(List<Invoice> invoices) {
    shelves.fill(invoices.stream().filter(invoice -> !invoice.isCreditNote()).toList());
  }

  /** Returns when all are handled; after the first failure no further one is begun. */
  void handle(List<Invoice> invoices, Progress progress) {
    var sequence = InvoiceSequence.of(invoices);
    var done = new AtomicInteger();
    var failed = new CompletableFuture<Void>();
    var running = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < invoices.size(); i++) {
      var invoice = invoices.get(i);
      running.add(
          all(sequence.get(i).stream().map(running::get).toList())
              .thenRunAsync(() -> handle(invoice), handling)
              .thenRun(() -> tell(progress, done, invoice))
              .whenComplete((_, failure) -> passOn(failure, failed)));
    }
    try {
      CompletableFuture.anyOf(all(running), failed).join();
    } catch (CompletionException failure) {
      handling.shutdownNow();
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static void passOn(@Nullable Throwable failure, CompletableFuture<Void> failed) {
    if (failure != null) {
      failed.completeExceptionally(failure);
    }
  }

  private synchronized void tell(Progress progress, AtomicInteger done, Invoice invoice) {
    progress.at(done.incrementAndGet(), invoice.number());
  }

  private void handle(Invoice invoice) {
    if (invoice.isCreditNote()) {
      credit(invoice);
    } else {
      order(invoice);
    }
  }

  private void order(Invoice invoice) {
    var answer = place(invoice);
    if (!answer.isSuccess()) {
      all(invoice.goods(), new Fate.Left("order refused: " + answer.rule()));
      return;
    }
    placed.put(invoice.number(), answer.body().path("orderId").asString());
    creditNotes.ordered(invoice);
    all(invoice.goods(), Fate.ORDERED);
  }

  /**
   * An order that an earlier run placed is answered again whatever things cost now. So prices that
   * we do not know are set only when the shop says that they are others.
   */
  private ShopClient.Answer place(Invoice invoice) {
    if (!shelves.knowPricesOf(invoice.prices().keySet())) {
      var answer = orders.place(invoice);
      if (!answer.rule().equals(OTHER_PRICES)) {
        return answer;
      }
    }
    price(invoice);
    return orders.place(invoice);
  }

  private void credit(Invoice note) {
    all(note.goods(), new Fate.Left("credit note without a matching order"));
    creditNotes.match(note).forEach((order, lines) -> all(lines, undo(note, order, lines)));
  }

  private Fate undo(Invoice note, Invoice order, List<InvoiceLine> lines) {
    var id = placed.getOrDefault(order.number(), "");
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
    var running = new ArrayList<CompletableFuture<Void>>();
    shelves
        .changes(invoice.prices())
        .forEach(
            (sku, price) ->
                running.add(CompletableFuture.runAsync(() -> shelves.price(sku, price), pricing)));
    all(running).join();
  }

  private void all(List<InvoiceLine> lines, Fate fate) {
    lines.forEach(line -> fates.put(line, fate));
  }

  @Override
  public void close() {
    handling.shutdownNow();
    pricing.shutdownNow();
  }
}
