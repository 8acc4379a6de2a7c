package io.daybook.schema.payment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Records that the provider holds the money. Idempotent; ignored when the payment was voided
 * meanwhile.
 */
public record RecordPaymentAuthorized(
    @TargetAggregateIdentifier PaymentId paymentId, String providerReference) implements Command {}
