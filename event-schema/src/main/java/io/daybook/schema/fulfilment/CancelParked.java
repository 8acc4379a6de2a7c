package io.daybook.schema.fulfilment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives up whatever is parked that would take the order further. Idempotent. */
public record CancelParked(@TargetAggregateIdentifier FulfilmentId fulfilmentId, String reason)
    implements Command {}
