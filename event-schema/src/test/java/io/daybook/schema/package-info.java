/** Contracts of the words: how every revision of every event is written, for ever. */
@NullMarked
package io.daybook.schema;

import org.jspecify.annotations.NullMarked;
