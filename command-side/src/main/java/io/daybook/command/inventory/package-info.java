/**
 * Stock: receive, reserve, release, commit, adjust, restock. When stock is reserved is decided by
 * the fulfilment, and stock as customers see it is a read model. Look first at {@code StockItem};
 * {@code GoodsNotes} knows which papers were booked.
 */
@NullMarked
package io.daybook.command.inventory;

import org.jspecify.annotations.NullMarked;
