package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import org.axonframework.serialization.Revision;

/**
 * Goods arrived: on hand grows. The {@link GoodsNoteBooked} beside it makes a repeated delivery
 * note harmless.
 */
@Revision("1")
public record StockReceived(Sku sku, String receiptId, int quantity) implements StockEvent {}
