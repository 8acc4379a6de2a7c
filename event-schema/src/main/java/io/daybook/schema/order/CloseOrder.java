package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Tells the order that its parcel has arrived. Sent by the fulfilment; idempotent. */
public record CloseOrder(@TargetAggregateIdentifier OrderId orderId) implements Command {}
