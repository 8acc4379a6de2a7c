package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/** The cancellation came too late; the order goes on as if it had not been asked for. */
@Revision("1")
public record OrderCancellationRejected(OrderId orderId, String reason) implements OrderEvent {}
