package io.daybook.reconciliation;

import static io.daybook.schema.reconciliation.DiscrepancyKind.BOOKED_ONLY_AT_CARRIER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.BOOKED_ONLY_IN_OUR_BOOKS;
import static io.daybook.schema.reconciliation.DiscrepancyKind.SHIPMENT_MISSING_AT_CARRIER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.SHIPMENT_UNKNOWN_TO_US;

import io.daybook.outside.shipping.Carrier.Entry;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A booking of a shipment in our books.
 *
 * @param subject our key of the booking
 */
record OurShipment(OrderId orderId, String subject, State state, Instant changedAt)
    implements OurEntry {
  private static final String BOOKED = "booked";

  /** What we know of the booking. */
  enum State {
    ASKED_FOR,
    BOOKED,
    REFUSED,
    CANCELLING,
    CANCELLED
  }

  /** An order whose address changed has several bookings. */
  @Override
  public String key() {
    return subject;
  }

  /** Compares what we and the carrier say of one booking; one of them may say nothing. */
  static List<Difference> compare(@Nullable OurShipment ours, @Nullable Entry theirs) {
    if (ours == null) {
      return theirs == null || !theirs.booked()
          ? List.of()
          : List.of(
              new Difference(
                  SHIPMENT_UNKNOWN_TO_US, theirs.id(), null, Difference.NOTHING, BOOKED));
    }
    return ours.differences(theirs);
  }

  private List<Difference> differences(@Nullable Entry theirs) {
    return switch (state) {
      case BOOKED -> bookedHere(theirs);
      case ASKED_FOR, REFUSED, CANCELLED ->
          theirs != null && theirs.booked() ? bookedThere() : List.of();
      case CANCELLING -> List.of(); // either answer may be right
    };
  }

  private List<Difference> bookedHere(@Nullable Entry theirs) {
    if (theirs == null) {
      return differ(SHIPMENT_MISSING_AT_CARRIER, BOOKED, Difference.NOTHING);
    }
    return theirs.booked() ? List.of() : differ(BOOKED_ONLY_IN_OUR_BOOKS, BOOKED, "cancelled");
  }

  private List<Difference> bookedThere() {
    var ours = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return differ(BOOKED_ONLY_AT_CARRIER, ours, BOOKED);
  }

  private List<Difference> differ(DiscrepancyKind kind, String our, String their) {
    return List.of(new Difference(kind, subject, orderId, our, their));
  }
}
