package io.daybook.schema.inventory;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Starts to keep a SKU; repeating it does nothing. */
public record RegisterStockItem(@TargetAggregateIdentifier StockItemId stockItemId)
    implements Command {}
