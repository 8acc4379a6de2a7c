package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/** The parcel has arrived; only returns can follow. */
@Revision("1")
public record OrderClosed(OrderId orderId) implements OrderEvent {}
