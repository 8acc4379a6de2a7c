package io.daybook.schema.inventory;

import io.daybook.schema.Command;
import io.daybook.schema.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Undoes the reservation of an order. Idempotent; without a reservation it records a release of
 * zero units, so that the sender hears.
 */
public record ReleaseStock(@TargetAggregateIdentifier StockItemId stockItemId, OrderId orderId)
    implements Command {}
