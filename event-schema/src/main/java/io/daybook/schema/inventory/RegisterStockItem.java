package io.daybook.schema.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Starts to keep a SKU; repeating it does nothing. */
public record RegisterStockItem(@TargetAggregateIdentifier StockItemId stockItemId) {}
