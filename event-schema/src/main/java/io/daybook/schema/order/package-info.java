/** The words of an order, from placing to return. */
@NullMarked
package io.daybook.schema.order;

import org.jspecify.annotations.NullMarked;
