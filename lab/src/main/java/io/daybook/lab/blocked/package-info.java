/** The coordinator of a two-phase commit is killed, at every point of the protocol. */
@NullMarked
package io.daybook.lab.blocked;

import org.jspecify.annotations.NullMarked;
