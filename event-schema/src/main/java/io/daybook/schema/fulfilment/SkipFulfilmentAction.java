package io.daybook.schema.fulfilment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives up a parked action: see {@link FulfilmentActionSkipped}. */
public record SkipFulfilmentAction(
    @TargetAggregateIdentifier FulfilmentId fulfilmentId, FulfilmentAction action, String reason)
    implements Command {}
