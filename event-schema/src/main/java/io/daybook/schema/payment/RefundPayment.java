package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/**
 * Asks the provider to pay back some or all of what was captured, once per refund id; never more
 * than was captured.
 */
public record RefundPayment(
    @TargetAggregateIdentifier PaymentId paymentId, RefundId refundId, Money amount)
    implements Command {}
