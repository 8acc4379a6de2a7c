/** Order history: one row an order, its lines, and every event on its behalf. */
@NullMarked
package io.daybook.projection.order;

import org.jspecify.annotations.NullMarked;
