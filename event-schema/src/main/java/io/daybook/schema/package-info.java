/**
 * The words that all modules share: ids, money, commands, events, their revisions and upcasters.
 * Everything else meets only through these. Events are for ever; commands are not. No rule of the
 * business is in here, but for what follows from events alone, which is in {@code status}. Look
 * first at {@code order.OrderEvent} and the sealed events of the other packages.
 */
@NullMarked
package io.daybook.schema;

import org.jspecify.annotations.NullMarked;
