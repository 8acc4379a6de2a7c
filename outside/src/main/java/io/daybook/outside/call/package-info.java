/**
 * Calls to the outside: asked for by an event, kept in a table until their outcome is known,
 * retried, and parked when nothing helps. Nothing in here knows what is called; that is said by the
 * kinds of calls in the packages beside it. Look first at {@link io.daybook.outside.call.CallKind}
 * and {@code Call}, then at {@code WhenAskedCallOutside} and {@code CallWorker}.
 */
@NullMarked
package io.daybook.outside.call;

import org.jspecify.annotations.NullMarked;
