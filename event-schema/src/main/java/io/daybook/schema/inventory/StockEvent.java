package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;

/**
 * What can happen to the stock of one SKU. {@code onHand} is what lies in the warehouse, {@code
 * reserved} is promised to orders, available is the difference.
 */
public sealed interface StockEvent
    permits StockItemRegistered, StockReceived, StockAdjusted, OrderStockEvent {

  /** The SKU whose stock moved. */
  Sku sku();
}
