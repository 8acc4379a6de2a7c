package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/** The parcel has left. The customer is told how to track it. */
@Revision("1")
public record OrderShipped(OrderId orderId, String trackingNumber) implements OrderEvent {}
