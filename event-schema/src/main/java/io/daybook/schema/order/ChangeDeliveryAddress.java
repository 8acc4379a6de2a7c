package io.daybook.schema.order;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sends the parcel elsewhere; refused once dispatched, cancelled or being cancelled. */
public record ChangeDeliveryAddress(
    @TargetAggregateIdentifier OrderId orderId, Address deliveryAddress) {}
