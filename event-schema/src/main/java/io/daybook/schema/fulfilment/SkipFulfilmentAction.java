package io.daybook.schema.fulfilment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives up a parked action: see {@link FulfilmentActionSkipped}. */
public record SkipFulfilmentAction(
    @TargetAggregateIdentifier FulfilmentId fulfilmentId, FulfilmentAction action, String reason) {}
