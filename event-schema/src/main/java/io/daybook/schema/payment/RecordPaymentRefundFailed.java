package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that a request to pay money back has failed for good. Idempotent per attempt. */
public record RecordPaymentRefundFailed(
    @TargetAggregateIdentifier PaymentId paymentId, RefundId refundId, int attempt, String reason)
    implements Command {}
