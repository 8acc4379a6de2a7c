/**
 * Order history: one row an order, its lines, and every event on its behalf. A single order is
 * answered from the log and not from here. Look first at {@code OrderSummaryProjection}.
 */
@NullMarked
package io.daybook.projection.order;

import org.jspecify.annotations.NullMarked;
