/**
 * The words of the catalogue: what is sold, under which name, at which price. In here are its
 * commands, events and ids; its rules are in {@code io.daybook.command.catalog}. Look first at
 * {@link io.daybook.schema.catalog.ProductEvent}.
 */
@NullMarked
package io.daybook.schema.catalog;

import org.jspecify.annotations.NullMarked;
