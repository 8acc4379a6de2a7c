package io.daybook.schema.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Books arrived goods, once per receipt id; registers the SKU where needed. */
public record ReceiveStock(
    @TargetAggregateIdentifier StockItemId stockItemId, String receiptId, int quantity) {}
