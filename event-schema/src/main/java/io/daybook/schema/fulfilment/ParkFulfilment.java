package io.daybook.schema.fulfilment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sets a fulfilment aside for an operator. Idempotent while the action is parked. */
public record ParkFulfilment(
    @TargetAggregateIdentifier FulfilmentId fulfilmentId,
    FulfilmentAction action,
    String reason,
    int attempts)
    implements Command {}
