package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that the provider declined. Idempotent. */
public record RecordPaymentDeclined(@TargetAggregateIdentifier PaymentId paymentId, String reason)
    implements Command {}
