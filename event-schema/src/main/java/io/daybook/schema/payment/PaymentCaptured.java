package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/** The money is taken: the pivot of the fulfilment, undone only by a refund. */
@Revision("1")
public record PaymentCaptured(PaymentId paymentId, OrderId orderId, Money amount)
    implements PaymentEvent {}
