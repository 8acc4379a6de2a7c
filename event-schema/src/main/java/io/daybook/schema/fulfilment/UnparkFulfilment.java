package io.daybook.schema.fulfilment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that a parked action needs no operator any more. Idempotent. */
public record UnparkFulfilment(
    @TargetAggregateIdentifier FulfilmentId fulfilmentId, FulfilmentAction action, String reason) {}
