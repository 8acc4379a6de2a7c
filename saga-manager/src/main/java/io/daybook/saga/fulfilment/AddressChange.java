package io.daybook.saga.fulfilment;

import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.shipping.RebookCarrier;

/** Where the parcel shall go. */
final class AddressChange {
  private AddressChange() {}

  /**
   * As long as no carrier was asked for, the wish is true at once. Afterwards the shipment decides,
   * also whether the parcel has left; its answer is an event.
   */
  static Decision wished(Fulfilment now, DeliveryAddressChangeRequested wish) {
    return switch (now.progress()) {
      case Forward at when at.stop() != null -> refuse(now, wish);
      case Forward at when Step.BOOK_CARRIER.isAfter(at.step()) ->
          now.to(wish.deliveryAddress())
              .saying(new ConfirmDeliveryAddress(wish.orderId(), wish.change()));
      case Forward _, Picking _ -> ask(now, wish);
      case Delivering at -> at.cancellationLost() ? refuse(now, wish) : ask(now, wish);
      case Undoing _, Cancelling _, Ended _ -> refuse(now, wish);
    };
  }

  private static Decision ask(Fulfilment now, DeliveryAddressChangeRequested wish) {
    var job = now.job();
    return now.saying(
        new RebookCarrier(job.shipment(), wish.change(), wish.deliveryAddress(), job.items()));
  }

  private static Decision refuse(Fulfilment now, DeliveryAddressChangeRequested wish) {
    return now.saying(
        new RefuseDeliveryAddress(wish.orderId(), wish.change(), "the order is being undone"));
  }
}
