/**
 * Calls to the outside: asked for by an event, kept in a table until their outcome is known,
 * retried, and parked when nothing helps.
 */
@NullMarked
package io.daybook.outside.call;

import org.jspecify.annotations.NullMarked;
