package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * A reservation is undone: reserved shrinks, on hand stays. A quantity of zero closes a reservation
 * that never was.
 */
@Revision("1")
public record StockReleased(Sku sku, OrderId orderId, int quantity) implements OrderStockEvent {}
