package io.daybook.schema.payment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks the provider to take the money it holds. Idempotent. */
public record CapturePayment(@TargetAggregateIdentifier PaymentId paymentId) {}
