/**
 * The words that all modules share: ids, money, commands, events, their revisions and upcasters.
 * Everything else meets only through these. Events are for ever; commands are not.
 */
@NullMarked
package io.daybook.schema;

import org.jspecify.annotations.NullMarked;
