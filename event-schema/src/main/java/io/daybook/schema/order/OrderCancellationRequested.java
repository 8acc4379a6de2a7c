package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/**
 * The customer wants to cancel. The fulfilment undoes what it has done, or finds that the parcel
 * has left.
 */
@Revision("1")
public record OrderCancellationRequested(OrderId orderId, String reason) implements OrderEvent {}
