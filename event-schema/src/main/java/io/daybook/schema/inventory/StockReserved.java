package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** Units are promised to an order: reserved grows. The fulfilment waits for this of every line. */
@Revision("1")
public record StockReserved(Sku sku, OrderId orderId, int quantity) implements OrderStockEvent {}
