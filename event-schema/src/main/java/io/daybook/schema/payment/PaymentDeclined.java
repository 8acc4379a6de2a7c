package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** The provider will not hold the money; final. */
@Revision("1")
public record PaymentDeclined(PaymentId paymentId, OrderId orderId, String reason)
    implements PaymentEvent {}
