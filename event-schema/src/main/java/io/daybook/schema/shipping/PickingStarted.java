package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The warehouse picks and packs; from here the parcel can be dispatched. */
@Revision("1")
public record PickingStarted(ShipmentId shipmentId, OrderId orderId) implements ShipmentEvent {}
