package io.daybook.schema.shipping;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The carrier does not come for a booking that did not count any more. */
@Revision("1")
public record FormerBookingCancelled(ShipmentId shipmentId, OrderId orderId, int booking)
    implements ShipmentEvent {}
