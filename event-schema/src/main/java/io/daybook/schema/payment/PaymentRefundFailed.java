package io.daybook.schema.payment;

import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/**
 * The provider could not pay back {@code amount}: at once, or days after it had begun to. The call
 * is parked, and an operator finds another way or has it tried again; until then nobody is told
 * that the money is paid back.
 *
 * @param attempt counts the requests to the provider for this refund, from 1
 */
@Revision("1")
public record PaymentRefundFailed(
    PaymentId paymentId,
    OrderId orderId,
    RefundId refundId,
    Money amount,
    int attempt,
    String reason)
    implements PaymentEvent {}
