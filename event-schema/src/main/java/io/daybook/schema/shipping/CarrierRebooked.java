package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The carrier will come for the new address; the booking before it is cancelled. */
@Revision("1")
public record CarrierRebooked(
    ShipmentId shipmentId,
    OrderId orderId,
    int booking,
    String bookingReference,
    String trackingNumber)
    implements ShipmentEvent {}
