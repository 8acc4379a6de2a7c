package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the money was paid back. Idempotent. */
public record RecordPaymentRefunded(
    @TargetAggregateIdentifier PaymentId paymentId, RefundId refundId) implements Command {}
