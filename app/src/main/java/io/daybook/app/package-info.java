/** Wires: the one executable, which takes the roles that it is given. */
@NullMarked
package io.daybook.app;

import org.jspecify.annotations.NullMarked;
