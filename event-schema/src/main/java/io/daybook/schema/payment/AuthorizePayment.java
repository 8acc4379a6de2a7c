package io.daybook.schema.payment;

import io.daybook.schema.OpeningCommand;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/** Asks the provider to hold money. Idempotent. */
public record AuthorizePayment(
    @TargetAggregateIdentifier PaymentId paymentId,
    OrderId orderId,
    Money amount,
    PaymentToken paymentToken)
    implements OpeningCommand {}
