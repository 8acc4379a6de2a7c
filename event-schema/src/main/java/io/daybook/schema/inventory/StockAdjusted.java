package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import org.axonframework.serialization.Revision;

/**
 * A count found {@code countedOnHand} units, {@code difference} more (or fewer) than the books
 * said.
 */
@Revision("1")
public record StockAdjusted(Sku sku, int countedOnHand, int difference, String reason)
    implements StockEvent {}
