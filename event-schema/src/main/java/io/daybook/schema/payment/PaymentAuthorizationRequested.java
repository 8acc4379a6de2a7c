package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/** The provider shall hold the money; a policy calls it because of this event. */
@Revision("2")
public record PaymentAuthorizationRequested(
    PaymentId paymentId, OrderId orderId, Money amount, PaymentToken paymentToken)
    implements PaymentEvent {}
