package io.daybook.schema.status;

import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentEvent;

/** How far the shipment of an order is. Another booking of the same parcel leaves it. */
public enum ShipmentStatus {
  /** A carrier was asked for. */
  BOOKING,
  /** The carrier will come. */
  BOOKED,
  /** No carrier comes. */
  REFUSED,
  /** The carrier was asked not to come. */
  CANCELLING_BOOKING,
  /** The carrier does not come any more; final. */
  BOOKING_CANCELLED,
  /** The parcel is picked and packed, and may leave. */
  PICKING,
  /** Picking was stopped; the parcel cannot leave. */
  PICKING_CANCELLED,
  /** The parcel has left. */
  DISPATCHED,
  /** The parcel has arrived; final. */
  DELIVERED;

  /** The status after one more event of the shipment. */
  public ShipmentStatus after(ShipmentEvent event) {
    return switch (event) {
      case CarrierBookingRequested _ -> BOOKING;
      case CarrierBooked _ -> BOOKED;
      case CarrierBookingRefused _ -> REFUSED;
      case CarrierBookingCancellationRequested _ -> CANCELLING_BOOKING;
      case CarrierBookingCancelled _ -> BOOKING_CANCELLED;
      case PickingStarted _ -> PICKING;
      case PickingCancelled _ -> PICKING_CANCELLED;
      case ShipmentDispatched _ -> DISPATCHED;
      case ShipmentDelivered _ -> DELIVERED;
      case CarrierRebookingRequested _, CarrierRebooked _, CarrierRebookingRefused _ -> this;
      case FormerBookingCancellationRequested _, FormerBookingCancelled _ -> this;
      case PickingCancellationRefused _ -> this;
    };
  }
}
