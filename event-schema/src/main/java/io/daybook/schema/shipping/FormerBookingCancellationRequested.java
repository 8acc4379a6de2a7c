package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * A booking that does not count any more, or never did, shall be cancelled, if the carrier has it;
 * a policy calls the carrier because of this event. No fulfilment waits for it.
 */
@Revision("1")
public record FormerBookingCancellationRequested(
    ShipmentId shipmentId, OrderId orderId, int booking) implements ShipmentEvent {}
