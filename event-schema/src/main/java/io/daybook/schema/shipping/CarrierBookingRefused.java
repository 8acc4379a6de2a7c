package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The carrier will not come; the fulfilment undoes what it has done. */
@Revision("1")
public record CarrierBookingRefused(ShipmentId shipmentId, OrderId orderId, String reason)
    implements ShipmentEvent {}
