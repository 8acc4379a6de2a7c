/**
 * Sets aside what a projection cannot handle: the event and the later ones of its sequence become
 * dead letters, everything else goes on. Operators list, retry and discard them. Sagas have no dead
 * letters: they are parked. Look first at {@code Caution}, then at {@code Retries}.
 */
@NullMarked
package io.daybook.projection.deadletter;

import org.jspecify.annotations.NullMarked;
