package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import org.axonframework.serialization.Revision;

/** Returned units are back on the shelf: on hand grows. Written-off returns never come here. */
@Revision("1")
public record GoodsRestocked(Sku sku, OrderId orderId, ReturnId returnId, int quantity)
    implements OrderStockEvent {}
