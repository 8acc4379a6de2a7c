package io.daybook.saga.fulfilment;

import io.daybook.schema.order.DeliveryAddressChangeRequested;
import java.util.List;

/** Where the parcel shall go. */
final class AddressChange {
  private static final String UNDONE = "the order is being undone";

  private AddressChange() {}

  /**
   * As long as no carrier was asked for, the wish is true at once. Afterwards the shipment decides,
   * also whether the parcel has left; its answer is an event.
   */
  static Decision wished(Fulfilment now, DeliveryAddressChangeRequested wish) {
    var job = now.job();
    var to = wish.deliveryAddress();
    var refusal = new Decision(now, List.of(job.refuseAddress(wish.change(), UNDONE)));
    if (now.undoing() != null) {
      return refusal;
    }
    return switch (now.stage()) {
      case AUTHORIZING, RESERVING ->
          new Decision(now.at(job.to(to)), List.of(job.confirmAddress(wish.change())));
      case BOOKING, CAPTURING, CONFIRMING, STARTING_PICKING, PICKING, DELIVERING ->
          new Decision(now, List.of(job.rebook(wish.change(), to)));
      case STOPPING_PICKING,
          REFUNDING,
          CANCELLING_BOOKING,
          RELEASING,
          VOIDING,
          CANCELLING_ORDER,
          ENDED ->
          refusal;
    };
  }
}
