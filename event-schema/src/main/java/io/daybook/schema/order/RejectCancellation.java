package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Tells the order that its cancellation came too late. Sent by the fulfilment. */
public record RejectCancellation(@TargetAggregateIdentifier OrderId orderId, String reason)
    implements Command {}
