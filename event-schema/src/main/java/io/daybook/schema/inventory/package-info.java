/**
 * The words of stock: on hand, reserved, available. In here are its commands, events and ids; its
 * rules are in {@code io.daybook.command.inventory}. Look first at {@link
 * io.daybook.schema.inventory.StockEvent}.
 */
@NullMarked
package io.daybook.schema.inventory;

import org.jspecify.annotations.NullMarked;
