package io.daybook.schema.inventory;

import io.daybook.schema.Command;
import io.daybook.schema.order.OrderId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Consumes the reservation of an order because its goods left. Idempotent. */
public record CommitStock(@TargetAggregateIdentifier StockItemId stockItemId, OrderId orderId)
    implements Command {}
