package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks the provider to let go of the money, whether or not it holds it already. Idempotent; refused
 * once capture is asked for.
 */
public record VoidPayment(@TargetAggregateIdentifier PaymentId paymentId) implements Command {}
