package io.daybook.reconciliation;

import io.daybook.outside.call.OpenCallTable;
import io.daybook.outside.call.Port;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What came back or was cancelled, and what was paid back for it. */
@Component
@Order(4)
class ReturnBook implements Book {
  private final OurBooks books;
  private final OpenCallTable calls;
  private final Ledger ledger;

  ReturnBook(OurBooks books, OpenCallTable calls, Ledger ledger) {
    this.books = books;
    this.calls = calls;
    this.ledger = ledger;
  }

  @Override
  public Name name() {
    return Name.RETURNS;
  }

  @Override
  public void look(Span span, FirstLook look) {
    var rows = books.refunds(span, "", "");
    while (!rows.isEmpty()) {
      Interruption.check();
      var orders = rows.stream().map(row -> row.orderId().toString()).toList();
      var busy = calls.busy(Port.PAYMENT, orders);
      for (var row : rows) {
        if (isInFlight(row, busy, span)) {
          look.inFlight();
        } else {
          look.compared(row.differences());
        }
      }
      rows = books.refunds(span, rows.getLast().orderId().toString(), rows.getLast().refundId());
    }
  }

  /** The calls first, then the log: the outcome of a call that has ended is in the log by then. */
  @Override
  public Verdict lookAgain(String subject, Span span) {
    var busy = calls.busy(Port.PAYMENT, List.of(subject.substring(0, subject.indexOf('/'))));
    ledger.catchUp();
    return books
        .refund(subject)
        .map(
            row ->
                isInFlight(row, busy, span)
                    ? Verdict.IN_FLIGHT
                    : new Verdict(false, row.differences()))
        .orElseThrow(() -> new IllegalStateException("Nothing ever came back as " + subject));
  }

  private static boolean isInFlight(OurRefund row, Set<String> busy, Span span) {
    return row.isMoving()
        || busy.contains(row.orderId().toString())
        || row.changedAt().isAfter(span.settledBefore());
  }
}
