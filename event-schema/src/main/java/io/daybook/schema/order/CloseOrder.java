package io.daybook.schema.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Tells the order that its parcel has arrived. Sent by the fulfilment; idempotent. */
public record CloseOrder(@TargetAggregateIdentifier OrderId orderId) {}
