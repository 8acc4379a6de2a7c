package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the money could not be taken. Idempotent. */
public record RecordPaymentCaptureFailed(
    @TargetAggregateIdentifier PaymentId paymentId, String reason) implements Command {}
