package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/** A reservation is consumed by dispatch: reserved and on hand shrink. */
@Revision("1")
public record StockCommitted(Sku sku, OrderId orderId, int quantity) implements OrderStockEvent {}
