/** Tests of what an order's events tell. */
@NullMarked
package io.daybook.query.order;

import org.jspecify.annotations.NullMarked;
