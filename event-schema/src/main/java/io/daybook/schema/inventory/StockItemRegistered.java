package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import org.axonframework.serialization.Revision;

/** The warehouse starts to keep this SKU, with nothing on hand. */
@Revision("1")
public record StockItemRegistered(Sku sku) implements StockEvent {}
