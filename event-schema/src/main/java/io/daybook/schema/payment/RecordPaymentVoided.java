package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that no money is held. Idempotent. */
public record RecordPaymentVoided(@TargetAggregateIdentifier PaymentId paymentId)
    implements Command {}
