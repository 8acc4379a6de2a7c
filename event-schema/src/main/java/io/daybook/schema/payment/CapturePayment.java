package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks the provider to take the money it holds. Idempotent. */
public record CapturePayment(@TargetAggregateIdentifier PaymentId paymentId) implements Command {}
