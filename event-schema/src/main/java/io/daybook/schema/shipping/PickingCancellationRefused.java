package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * Picking cannot be stopped because the parcel has left: the shipment decides the race of cancel
 * and dispatch.
 */
@Revision("1")
public record PickingCancellationRefused(ShipmentId shipmentId, OrderId orderId)
    implements ShipmentEvent {}
