package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderRelated;

/** What can happen to the shipment of an order, from booking a carrier to delivery. */
public sealed interface ShipmentEvent extends OrderRelated
    permits CarrierBookingRequested,
        CarrierBooked,
        CarrierBookingRefused,
        CarrierRebookingRequested,
        CarrierRebooked,
        CarrierRebookingRefused,
        FormerBookingCancellationRequested,
        FormerBookingCancelled,
        CarrierBookingCancellationRequested,
        CarrierBookingCancelled,
        PickingStarted,
        PickingCancelled,
        PickingCancellationRefused,
        ShipmentDispatched,
        ShipmentDelivered {

  /** The shipment. */
  ShipmentId shipmentId();
}
