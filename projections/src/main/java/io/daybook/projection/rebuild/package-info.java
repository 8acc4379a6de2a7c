/**
 * Makes a read model anew from the log, and tells how far it is. What a projection writes is in the
 * packages beside this one. Look first at {@code Rebuild}.
 */
@NullMarked
package io.daybook.projection.rebuild;

import org.jspecify.annotations.NullMarked;
