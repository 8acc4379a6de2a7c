/**
 * Stock: the level of each SKU, and every movement that led to it. Whether goods can be reserved is
 * decided by the aggregate and not by this table. There is only {@code StockProjection}.
 */
@NullMarked
package io.daybook.projection.inventory;

import org.jspecify.annotations.NullMarked;
