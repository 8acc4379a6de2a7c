/**
 * Orders: as they are and as they were, from the log; lists, the timeline and sums, from the read
 * tables. How far an order is follows in {@code io.daybook.schema.status}. Look first at {@code
 * OrderView}, then at {@code TimeTravel}.
 */
@NullMarked
package io.daybook.query.order;

import org.jspecify.annotations.NullMarked;
