package io.daybook.schema.inventory;

import io.daybook.schema.Command;
import io.daybook.schema.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Promises units to an order, all or none. Idempotent per order; a refusal is an event, not an
 * error.
 */
public record ReserveStock(
    @TargetAggregateIdentifier StockItemId stockItemId, OrderId orderId, int quantity)
    implements Command {}
