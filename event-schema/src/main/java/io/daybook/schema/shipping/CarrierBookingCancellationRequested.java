package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The booking shall be cancelled; a policy calls the carrier because of this event. */
@Revision("1")
public record CarrierBookingCancellationRequested(
    ShipmentId shipmentId, OrderId orderId, String bookingReference) implements ShipmentEvent {}
