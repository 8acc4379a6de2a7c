package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The parcel has left. Its reservations are consumed and the order can no longer be cancelled. */
@Revision("1")
public record ShipmentDispatched(ShipmentId shipmentId, OrderId orderId, String trackingNumber)
    implements ShipmentEvent {}
