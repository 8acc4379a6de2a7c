package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** No money is held or will be; final. */
@Revision("1")
public record PaymentVoided(PaymentId paymentId, OrderId orderId) implements PaymentEvent {}
