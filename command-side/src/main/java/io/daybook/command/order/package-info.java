/**
 * Orders: place, change the address, cancel, return. Payment and shipment of an order are
 * aggregates of their own, and what follows from an order is decided by the fulfilment. Look first
 * at {@code Order}, then at {@code OrderPlacement} for what happens before there is one.
 */
@NullMarked
package io.daybook.command.order;

import org.jspecify.annotations.NullMarked;
