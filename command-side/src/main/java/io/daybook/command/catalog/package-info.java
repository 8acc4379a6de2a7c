/**
 * The catalogue: list, rename, price, discontinue. How products are listed for customers is a read
 * model and not in here. Look first at {@code Product}, the smallest state of all, and its shell
 * {@code ProductAggregate}.
 */
@NullMarked
package io.daybook.command.catalog;

import org.jspecify.annotations.NullMarked;
