package io.daybook.reconciliation;

import static io.daybook.schema.reconciliation.DiscrepancyKind.CANCELLATION_NOT_REFUNDED;
import static io.daybook.schema.reconciliation.DiscrepancyKind.REFUND_WITHOUT_RETURN;
import static io.daybook.schema.reconciliation.DiscrepancyKind.RETURN_NOT_REFUNDED;
import static io.daybook.schema.reconciliation.DiscrepancyKind.RETURN_REFUND_AMOUNT_DIFFERS;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What came back of an order, and what was paid back for it: here both books are ours.
 *
 * @param refundId the return's id, or {@value #CANCELLATION}, which takes back the whole order
 * @param state of the order, or null when there is no such order
 * @param returned what the goods are worth that came back, at the prices of the order
 * @param refunded what was paid back for them and has not failed since
 */
record OurRefund(
    OrderId orderId,
    String refundId,
    OurReservation.@Nullable State state,
    Money returned,
    Money refunded,
    Instant changedAt)
    implements OurEntry {
  /** The fulfilment pays back under this id what it undoes. */
  static final String CANCELLATION = "cancellation";

  @Override
  public String subject() {
    return orderId + "/" + refundId;
  }

  /** An order that is undone is paid back before it says that it is cancelled. */
  boolean isMoving() {
    return isCancellation()
        && (state == OurReservation.State.OPEN
            || state == OurReservation.State.CONFIRMED
            || state == OurReservation.State.CANCELLING);
  }

  List<Difference> differences() {
    if (isMoving() || refunded.equals(returned)) {
      return List.of();
    }
    var order = state == null ? "no such order" : state.name().toLowerCase(Locale.ROOT);
    var ours = returned + (isCancellation() ? " taken, " : " returned, ") + order;
    return List.of(new Difference(kind(), subject(), orderId, ours, refunded + " refunded"));
  }

  private DiscrepancyKind kind() {
    if (returned.isZero()) {
      return REFUND_WITHOUT_RETURN;
    }
    if (!refunded.isZero()) {
      return RETURN_REFUND_AMOUNT_DIFFERS;
    }
    return isCancellation() ? CANCELLATION_NOT_REFUNDED : RETURN_NOT_REFUNDED;
  }

  private boolean isCancellation() {
    return refundId.equals(CANCELLATION);
  }
}
