package io.daybook.saga.fulfilment;

import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.shipping.RebookCarrier;

/** Where the parcel shall go. */
final class AddressChange {
  private static final String UNDONE = "the order is being undone";
  private static final String ARRIVED = "the parcel has been delivered";

  private AddressChange() {}

  /**
   * As long as no carrier was asked for, the wish is true at once. Afterwards the shipment decides,
   * also whether the parcel has left; its answer is an event. After the delivery that event could
   * come after the end, when nobody would follow it.
   */
  static Decision wished(Fulfilment now, DeliveryAddressChangeRequested wish) {
    return switch (now.progress()) {
      case Forward at when at.stop() != null -> refuse(now, wish, UNDONE);
      case Forward at when Step.BOOK_CARRIER.isAfter(at.step()) ->
          now.to(wish.deliveryAddress())
              .saying(new ConfirmDeliveryAddress(wish.orderId(), wish.change()));
      case Forward _, Picking _ -> ask(now, wish);
      case Delivering at when at.cancellationLost() -> refuse(now, wish, UNDONE);
      case Delivering at -> at.delivered() ? refuse(now, wish, ARRIVED) : ask(now, wish);
      case Undoing _, Cancelling _, Ended _ -> refuse(now, wish, UNDONE);
    };
  }

  /**
   * Heeds a change of 0.1.0, which has no number and was no wish before. All others are the answer
   * to a wish that was heeded in its turn; a later wish may have come since, and it stands.
   */
  static Decision changed(Fulfilment now, DeliveryAddressChanged changed) {
    return Decision.stay(changed.change() == 0 ? now.to(changed.deliveryAddress()) : now);
  }

  private static Decision ask(Fulfilment now, DeliveryAddressChangeRequested wish) {
    var job = now.job();
    return now.saying(
        new RebookCarrier(job.shipment(), wish.change(), wish.deliveryAddress(), job.items()));
  }

  private static Decision refuse(
      Fulfilment now, DeliveryAddressChangeRequested wish, String reason) {
    return now.saying(new RefuseDeliveryAddress(wish.orderId(), wish.change(), reason));
  }
}
