package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the money is taken. Idempotent. */
public record RecordPaymentCaptured(@TargetAggregateIdentifier PaymentId paymentId)
    implements Command {}
