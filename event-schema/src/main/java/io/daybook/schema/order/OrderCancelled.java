package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/**
 * Revision 2 added the cause; revision 1 had the reason alone, see {@link OrderCancelledUpcaster}.
 *
 * <p>Everything done for the order is undone; final. The customer is told why.
 */
@Revision("2")
public record OrderCancelled(OrderId orderId, CancellationCause cause, String reason)
    implements OrderEvent {}
