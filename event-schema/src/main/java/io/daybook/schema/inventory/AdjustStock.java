package io.daybook.schema.inventory;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sets on hand to what a count found; refused below what is reserved. */
public record AdjustStock(
    @TargetAggregateIdentifier StockItemId stockItemId, int countedOnHand, String reason)
    implements Command {}
