package io.daybook.schema.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that no money is held. Idempotent. */
public record RecordPaymentVoided(@TargetAggregateIdentifier PaymentId paymentId) {}
