package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/** Everything done for the order is undone; final. The customer is told why. */
@Revision("1")
public record OrderCancelled(OrderId orderId, String reason) implements OrderEvent {}
