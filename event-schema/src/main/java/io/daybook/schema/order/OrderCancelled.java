package io.daybook.schema.order;

import io.daybook.schema.Personal;
import org.axonframework.serialization.Revision;

/**
 * Everything done for the order is undone; final. The customer is told why.
 *
 * <p>Revision 2 added the cause; revision 1 had the reason alone, see {@link
 * OrderCancelledUpcaster}.
 */
@Revision("3")
public record OrderCancelled(OrderId orderId, CancellationCause cause, @Personal String reason)
    implements OrderEvent {}
