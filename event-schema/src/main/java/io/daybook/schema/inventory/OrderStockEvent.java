package io.daybook.schema.inventory;

import io.daybook.schema.order.OrderRelated;

/** A movement of stock on behalf of one order. */
public sealed interface OrderStockEvent extends StockEvent, OrderRelated
    permits StockReserved, StockReservationRefused, StockReleased, StockCommitted, GoodsRestocked {}
