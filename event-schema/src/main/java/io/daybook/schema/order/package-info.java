/**
 * The words of an order, from placing to return. In here are its commands, events and ids; payment,
 * shipment and stock have their own packages, and how far an order is follows in {@code
 * io.daybook.schema.status}. Look first at {@link io.daybook.schema.order.OrderEvent}.
 */
@NullMarked
package io.daybook.schema.order;

import org.jspecify.annotations.NullMarked;
