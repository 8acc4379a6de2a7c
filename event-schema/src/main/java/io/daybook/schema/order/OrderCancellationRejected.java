package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/**
 * The cancellation came too late: the parcel has left, whether or not {@link OrderShipped} has said
 * so already.
 */
@Revision("1")
public record OrderCancellationRejected(OrderId orderId, String reason) implements OrderEvent {}
