package io.daybook.saga.fulfilment;

import static io.daybook.schema.fulfilment.FulfilmentStep.AUTHORIZE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.BOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentStep.CAPTURE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.DELIVER;
import static io.daybook.schema.fulfilment.FulfilmentStep.PICK;

import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import java.util.List;
import java.util.Set;

/** What follows once an order goes no further: the parcel has left, or steps are undone. */
final class Unwinding {
  private Unwinding() {}

  static Decision follow(Fulfilment now, OrderRelated event) {
    var stage = now.stage();
    return switch (event) {
      case ShipmentDispatched left when stage == Stage.PICKING || stage == Stage.STOPPING_PICKING ->
          now.at(now.job().leaving(left.trackingNumber())).enter(Stage.DELIVERING);
      case ShipmentDelivered _ when stage == Stage.DELIVERING ->
          new Decision(now.with(DELIVER), List.of(now.job().close()));
      case OrderClosed _ -> Decision.stay(now.at(Stage.ENDED));
      case PickingCancelled _ when stage == Stage.STOPPING_PICKING -> now.without(PICK).unwind();
      case PaymentRefunded _ when stage == Stage.REFUNDING ->
          now.without(CAPTURE_PAYMENT).without(AUTHORIZE_PAYMENT).unwind();
      case CarrierBookingCancelled _ when stage == Stage.CANCELLING_BOOKING ->
          now.without(BOOK_CARRIER).unwind();
      case StockReleased released when stage == Stage.RELEASING ->
          now.lineAnswered(released, false);
      // Refused at first, and held when it was asked for again after a crash: nobody waits for it.
      case StockReserved late when now.undoing() != null && !now.reserved().contains(late.sku()) ->
          new Decision(now, now.job().release(Set.of(late.sku())));
      case PaymentVoided _ when stage == Stage.VOIDING -> now.without(AUTHORIZE_PAYMENT).unwind();
      case OrderCancelled _ -> Decision.stay(now.at(Stage.ENDED));
      default -> Decision.stay(now);
    };
  }

  /** Cancelling is a race: the step in flight is let finish, and dispatch may win. */
  static Decision asked(Fulfilment now, OrderCancellationRequested asked) {
    return now.stage() == Stage.DELIVERING && now.undoing() == null
        ? new Decision(now, List.of(now.job().rejectCancellation()))
        : cancel(now, CancellationCause.CUSTOMER, asked.reason());
  }

  /** Undoes the order as soon as that can be done. */
  static Decision cancel(Fulfilment now, CancellationCause cause, String reason) {
    if (now.undoing() != null) {
      return Decision.stay(now);
    }
    return switch (now.stage()) {
      case CONFIRMING, PICKING -> now.because(cause, reason).unwind();
      case DELIVERING, ENDED -> Decision.stay(now);
      default -> Decision.stay(now.because(cause, reason));
    };
  }
}
