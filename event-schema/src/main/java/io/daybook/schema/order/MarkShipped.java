package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Tells the order that its parcel has left. Sent by the fulfilment; idempotent. */
public record MarkShipped(@TargetAggregateIdentifier OrderId orderId, String trackingNumber)
    implements Command {}
