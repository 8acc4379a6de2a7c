package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/** The provider shall take the money it holds; a policy calls it because of this event. */
@Revision("1")
public record PaymentCaptureRequested(
    PaymentId paymentId, OrderId orderId, Money amount, String providerReference)
    implements PaymentEvent {}
