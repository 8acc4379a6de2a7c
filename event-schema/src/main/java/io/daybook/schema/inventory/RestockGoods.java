package io.daybook.schema.inventory;

import io.daybook.schema.Command;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Puts returned units back on the shelf, once per return and for ever. */
public record RestockGoods(
    @TargetAggregateIdentifier StockItemId stockItemId,
    OrderId orderId,
    ReturnId returnId,
    int quantity)
    implements Command {}
