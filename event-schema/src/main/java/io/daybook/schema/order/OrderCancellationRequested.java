package io.daybook.schema.order;

import io.daybook.schema.Personal;
import org.axonframework.serialization.Revision;

/**
 * The customer wants to cancel. The fulfilment undoes what it has done, or finds that the parcel
 * has left.
 */
@Revision("2")
public record OrderCancellationRequested(OrderId orderId, @Personal String reason)
    implements OrderEvent {}
