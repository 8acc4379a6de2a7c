package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The carrier will not come any more; final. Also recorded when nothing had been booked. */
@Revision("1")
public record CarrierBookingCancelled(ShipmentId shipmentId, OrderId orderId)
    implements ShipmentEvent {}
