/** An order and its past, and the list of orders. */
@NullMarked
package io.daybook.console.order;

import org.jspecify.annotations.NullMarked;
