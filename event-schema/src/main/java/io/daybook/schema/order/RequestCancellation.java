package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for cancellation on behalf of the customer; refused once shipped. */
public record RequestCancellation(@TargetAggregateIdentifier OrderId orderId, String reason)
    implements Command {}
