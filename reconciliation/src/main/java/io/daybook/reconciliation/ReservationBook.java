package io.daybook.reconciliation;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is held in stock for orders, and what they need. */
@Component
@Order(3)
class ReservationBook implements Book {
  private final OurBooks books;
  private final Ledger ledger;

  ReservationBook(OurBooks books, Ledger ledger) {
    this.books = books;
    this.ledger = ledger;
  }

  @Override
  public Name name() {
    return Name.RESERVATIONS;
  }

  @Override
  public void look(Span span, FirstLook look) {
    var rows = books.reservations(span, "", "");
    while (!rows.isEmpty()) {
      Interruption.check();
      for (var row : rows) {
        if (isInFlight(row, span)) {
          look.inFlight();
        } else {
          look.compared(row.differences());
        }
      }
      rows = books.reservations(span, rows.getLast().orderId().toString(), rows.getLast().sku());
    }
  }

  @Override
  public Verdict lookAgain(String subject, Span span) {
    ledger.catchUp();
    return books
        .reservation(subject)
        .map(
            row ->
                isInFlight(row, span) ? Verdict.IN_FLIGHT : new Verdict(false, row.differences()))
        .orElseThrow(() -> new IllegalStateException("Nothing was ever held as " + subject));
  }

  private static boolean isInFlight(OurReservation row, Span span) {
    return row.isMoving() || row.changedAt().isAfter(span.settledBefore());
  }
}
