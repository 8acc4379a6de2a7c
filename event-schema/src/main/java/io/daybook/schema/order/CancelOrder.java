package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends an order after everything done for it is undone. Sent by the fulfilment; idempotent. */
public record CancelOrder(
    @TargetAggregateIdentifier OrderId orderId, CancellationCause cause, String reason)
    implements Command {}
