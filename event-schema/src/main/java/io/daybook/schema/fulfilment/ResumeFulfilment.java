package io.daybook.schema.fulfilment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Has everything that is parked tried again. */
public record ResumeFulfilment(@TargetAggregateIdentifier FulfilmentId fulfilmentId)
    implements Command {}
