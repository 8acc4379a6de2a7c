package io.daybook.schema.inventory;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Books arrived goods, once per receipt id and for ever; registers the SKU where needed. The same
 * receipt id with another quantity is refused.
 */
public record ReceiveStock(
    @TargetAggregateIdentifier StockItemId stockItemId, String receiptId, int quantity)
    implements Command {}
