package io.daybook.reconciliation;

import static io.daybook.schema.reconciliation.DiscrepancyKind.RESERVATION_LEFT_OVER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.RESERVATION_MISSING;

import io.daybook.schema.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one SKU for one order, and what the order needs: here both books are ours.
 *
 * @param ordered units of the order's line, 0 when it has none of this SKU
 * @param state of the order, or null when there is no such order
 */
record OurReservation(
    OrderId orderId, String sku, int ordered, int held, @Nullable State state, Instant changedAt)
    implements OurEntry {

  /** How far the order is. */
  enum State {
    OPEN,
    CONFIRMED,
    CANCELLING,
    CANCELLED,
    SHIPPED
  }

  @Override
  public String subject() {
    return orderId + "/" + sku;
  }

  /** Whether goods are still being set aside for the order, or given back. */
  boolean isMoving() {
    return state == State.OPEN || state == State.CANCELLING;
  }

  List<Difference> differences() {
    var needed = state == State.CONFIRMED ? ordered : 0;
    if (isMoving() || held == needed) {
      return List.of();
    }
    var order = state == null ? "there is no such order" : state.name().toLowerCase(Locale.ROOT);
    var kind = held > needed ? RESERVATION_LEFT_OVER : RESERVATION_MISSING;
    return List.of(
        new Difference(kind, subject(), orderId, held + " held", needed + " needed, " + order));
  }
}
