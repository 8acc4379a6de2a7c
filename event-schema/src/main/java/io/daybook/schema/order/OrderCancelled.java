package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/**
 * Everything done for the order is undone; final. The customer is told why.
 *
 * <p>Revision 2 added the cause; revision 1 had the reason alone, see {@link
 * OrderCancelledUpcaster}.
 */
@Revision("2")
public record OrderCancelled(OrderId orderId, CancellationCause cause, String reason)
    implements OrderEvent {}
