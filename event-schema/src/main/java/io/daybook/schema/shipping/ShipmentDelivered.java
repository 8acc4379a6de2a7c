package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The parcel has arrived. */
@Revision("1")
public record ShipmentDelivered(ShipmentId shipmentId, OrderId orderId) implements ShipmentEvent {}
