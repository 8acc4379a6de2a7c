package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The carrier will come. */
@Revision("1")
public record CarrierBooked(
    ShipmentId shipmentId, OrderId orderId, String bookingReference, String trackingNumber)
    implements ShipmentEvent {}
