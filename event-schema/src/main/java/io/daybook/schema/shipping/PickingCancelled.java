package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** Picking has stopped, so the parcel can no longer be dispatched. */
@Revision("1")
public record PickingCancelled(ShipmentId shipmentId, OrderId orderId) implements ShipmentEvent {}
