package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/** The provider shall pay back {@code amount}; a policy calls it because of this event. */
@Revision("1")
public record PaymentRefundRequested(
    PaymentId paymentId, OrderId orderId, RefundId refundId, Money amount, String providerReference)
    implements PaymentEvent {}
