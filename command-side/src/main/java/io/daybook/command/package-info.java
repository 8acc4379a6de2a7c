/**
 * Decides: each aggregate is a sealed, pure state that decides on commands and evolves with events,
 * inside a thin Axon shell, and a REST API that turns requests into commands. What follows from an
 * event is in {@code io.daybook.saga} and {@code io.daybook.outside}. Look first at {@code
 * catalog.Product} and {@code catalog.ProductAggregate}, the shape of all.
 */
@NullMarked
package io.daybook.command;

import org.jspecify.annotations.NullMarked;
