package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * The booking that counts shall be cancelled; a policy calls the carrier because of this event.
 * Revision 2 added the number of the booking, which was always 0, see {@link
 * io.daybook.schema.NumberAddedUpcaster}.
 */
@Revision("2")
public record CarrierBookingCancellationRequested(
    ShipmentId shipmentId, OrderId orderId, int booking, String bookingReference)
    implements ShipmentEvent {}
