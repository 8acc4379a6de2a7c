package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/** The money is paid back: the provider has said so, and not only that it is about to. */
@Revision("1")
public record PaymentRefunded(PaymentId paymentId, OrderId orderId, RefundId refundId, Money amount)
    implements PaymentEvent {}
