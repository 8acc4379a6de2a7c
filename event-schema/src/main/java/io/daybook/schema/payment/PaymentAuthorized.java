package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/** The provider holds the money under its own reference. */
@Revision("1")
public record PaymentAuthorized(
    PaymentId paymentId, OrderId orderId, Money amount, String providerReference)
    implements PaymentEvent {}
