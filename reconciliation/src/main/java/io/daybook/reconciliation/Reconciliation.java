package io.daybook.reconciliation;

import io.daybook.runtime.CommandSender;
import io.daybook.schema.Command;
import io.daybook.schema.Part;
import io.daybook.schema.reconciliation.ReconciliationId;
import io.daybook.schema.reconciliation.ReportDiscrepancy;
import io.daybook.schema.reconciliation.SettleDiscrepancy;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One run: posts the ledger, compares each book, and puts what differs into the log. Everything can
 * be repeated after a crash: what is told already is not told twice, and a book that could not be
 * compared changes nothing.
 */
@Component
class Reconciliation {
  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
  private static final int BATCH = 100;

  private final Ledger ledger;
  private final MetEntries met;
  private final List<Book> books;
  private final Discrepancies discrepancies;
  private final RunTables runs;
  private final CommandSender commands;
  private final ReconciliationProperties properties;

  Reconciliation(
      Ledger ledger,
      MetEntries met,
      List<Book> books,
      Discrepancies discrepancies,
      RunTables runs,
      CommandSender commands,
      ReconciliationProperties properties) {
    this.ledger = ledger;
    this.met = met;
    this.books = List.copyOf(books);
    this.discrepancies = discrepancies;
    this.runs = runs;
    this.commands = commands;
    this.properties = properties;
  }

  /**
   * Compares all books.
   *
   * @param lock makes it the only run
   */
  void run(ReconciliationId id, Span span, RunLock lock) {
    met.forget();
    runs.posted(span, ledger.catchUp());
    for (var book : books) {
      try {
        compare(book, id, span, lock);
      } catch (CancellationException stopping) {
        throw stopping;
      } catch (RuntimeException failure) {
        log.error("The book of {} could not be compared in {}", book.name(), id, failure);
        runs.failed(span, book.name(), failure.toString());
      }
    }
    met.forget();
  }

  private void compare(Book book, ReconciliationId id, Span span, RunLock lock) {
    var open = discrepancies.openIn(book.name());
    var seen = Comparison.of(book, span, open, properties.mostDifferences());
    lock.check();
    var told = seen.differences().stream().<Command>map(difference -> report(difference, id));
    var settled = seen.settled().stream().<Command>map(one -> new SettleDiscrepancy(one.id(), id));
    send(Stream.concat(told, settled).toList());
    ledger.catchUp();
    runs.compared(span, seen);
    if (!seen.differences().isEmpty() || !seen.settled().isEmpty()) {
      log.warn(
          "{}: {} of {} entries differ in the book of {}, {} agree again",
          id,
          seen.differences().size(),
          seen.compared(),
          book.name(),
          seen.settled().size());
    }
  }

  private static ReportDiscrepancy report(Difference d, ReconciliationId run) {
    return new ReportDiscrepancy(
        d.id(), d.orderId(), d.kind(), d.subject(), d.ours(), d.theirs(), run);
  }

  private void send(List<Command> all) {
    for (int from = 0; from < all.size(); from += BATCH) {
      var refused =
          commands.sendAll(
              Part.RECONCILIATION.principal(),
              all.subList(from, Math.min(from + BATCH, all.size())));
      if (!refused.isEmpty()) {
        throw new IllegalStateException("Refused: " + refused.getFirst().reason());
      }
    }
  }
}
