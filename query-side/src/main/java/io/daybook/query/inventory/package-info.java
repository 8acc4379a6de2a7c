/**
 * Stock levels and the movements that led to them. They are read from the tables that {@code
 * io.daybook.projection.inventory} writes. There is only {@code StockQueries}.
 */
@NullMarked
package io.daybook.query.inventory;

import org.jspecify.annotations.NullMarked;
