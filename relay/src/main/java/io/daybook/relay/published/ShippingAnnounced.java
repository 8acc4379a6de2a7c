package io.daybook.relay.published;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.ShipmentId;
import java.util.List;

/** What is told of the shipment of an order; there is one for each order. */
public sealed interface ShippingAnnounced extends IntegrationEvent {

  /** The order. */
  OrderId orderId();

  @Override
  default String subject() {
    return orderId().toString();
  }

  /** Some units of one SKU in a parcel. */
  record Item(Sku sku, int quantity) {}

  /**
   * The carrier will come.
   *
   * @param booking counts the bookings of the shipment from 0
   */
  @Word("shipping.carrier-booked.v1")
  record CarrierBooked(OrderId orderId, ShipmentId shipmentId, int booking)
      implements ShippingAnnounced {}

  /** The warehouse is to pick and pack these; from here the parcel can be dispatched. */
  @Word("shipping.picking-started.v1")
  record PickingStarted(OrderId orderId, ShipmentId shipmentId, List<Item> items)
      implements ShippingAnnounced {}

  /** Picking has stopped, so the parcel can no longer be dispatched. */
  @Word("shipping.picking-cancelled.v1")
  record PickingCancelled(OrderId orderId, ShipmentId shipmentId) implements ShippingAnnounced {}

  /** The parcel has left. */
  @Word("shipping.dispatched.v1")
  record Dispatched(OrderId orderId, ShipmentId shipmentId) implements ShippingAnnounced {}

  /** The parcel has arrived. */
  @Word("shipping.delivered.v1")
  record Delivered(OrderId orderId, ShipmentId shipmentId) implements ShippingAnnounced {}
}
