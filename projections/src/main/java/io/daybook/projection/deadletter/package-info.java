/**
 * Sets aside what a projection cannot handle: the event and the later ones of its sequence become
 * dead letters, everything else goes on. Operators list, retry and discard them.
 */
@NullMarked
package io.daybook.projection.deadletter;

import org.jspecify.annotations.NullMarked;
