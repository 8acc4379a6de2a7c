package io.daybook.schema.inventory;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.OrderId;
import org.axonframework.serialization.Revision;

/**
 * Too few units are available (or the SKU is unknown), so the fulfilment undoes what it has done.
 */
@Revision("1")
public record StockReservationRefused(Sku sku, OrderId orderId, int requested, int available)
    implements OrderStockEvent {}
