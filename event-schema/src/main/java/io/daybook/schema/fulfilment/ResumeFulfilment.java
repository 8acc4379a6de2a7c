package io.daybook.schema.fulfilment;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Has everything that is parked tried again. */
public record ResumeFulfilment(@TargetAggregateIdentifier FulfilmentId fulfilmentId) {}
