package io.daybook.schema.fulfilment;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that a deadline has passed while the fulfilment waited for an action. */
public record ReportOverdue(
    @TargetAggregateIdentifier FulfilmentId fulfilmentId, FulfilmentAction action)
    implements Command {}
