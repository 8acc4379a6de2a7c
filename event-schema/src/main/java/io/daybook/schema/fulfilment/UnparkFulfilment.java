package io.daybook.schema.fulfilment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that a parked action needs no operator any more. Idempotent. */
public record UnparkFulfilment(
    @TargetAggregateIdentifier FulfilmentId fulfilmentId, FulfilmentAction action, String reason)
    implements Command {}
