package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Asks that the parcel goes elsewhere; refused once dispatched, cancelled or being cancelled. What
 * the order has or waits for already changes nothing.
 */
public record ChangeDeliveryAddress(
    @TargetAggregateIdentifier OrderId orderId, Address deliveryAddress) implements Command {}
