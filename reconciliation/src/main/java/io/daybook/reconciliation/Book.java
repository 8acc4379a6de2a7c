package io.daybook.reconciliation;

import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.util.List;

/** One of the books that are compared. */
interface Book {

  /** What people call it. */
  enum Name {
    PAYMENTS,
    SHIPMENTS,
    RESERVATIONS,
    RETURNS;

    static Name of(DiscrepancyKind kind) {
      return switch (kind) {
        case PAYMENT_UNKNOWN_TO_US,
            PAYMENT_MISSING_AT_PROVIDER,
            PAYMENT_CURRENCY_DIFFERS,
            HELD_AMOUNT_DIFFERS,
            CAPTURED_AMOUNT_DIFFERS,
            REFUNDED_AMOUNT_DIFFERS,
            MONEY_STILL_HELD ->
            PAYMENTS;
        case SHIPMENT_UNKNOWN_TO_US,
            SHIPMENT_MISSING_AT_CARRIER,
            BOOKED_ONLY_AT_CARRIER,
            BOOKED_ONLY_IN_OUR_BOOKS ->
            SHIPMENTS;
        case RESERVATION_LEFT_OVER, RESERVATION_MISSING -> RESERVATIONS;
        case RETURN_NOT_REFUNDED,
            CANCELLATION_NOT_REFUNDED,
            REFUND_WITHOUT_RETURN,
            RETURN_REFUND_AMOUNT_DIFFERS ->
            RETURNS;
      };
    }
  }

  Name name();

  /**
   * Compares everything of a span quickly. What moves meanwhile may seem to differ, so nothing is
   * concluded from it alone.
   */
  void look(Span span, FirstLook look);

  /** Compares one entry once more, in an order of reading in which nothing can seem to differ. */
  Verdict lookAgain(String subject, Span span);

  /** What a second look has found. */
  record Verdict(boolean inFlight, List<Difference> differences) {
    static final Verdict IN_FLIGHT = new Verdict(true, List.of());

    public Verdict {
      differences = List.copyOf(differences);
    }
  }
}
