package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/** Money is taken and goods are held: the shop will deliver. The customer is told. */
@Revision("1")
public record OrderConfirmed(OrderId orderId) implements OrderEvent {}
