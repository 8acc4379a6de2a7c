/** Makes a projection anew from the log. */
@NullMarked
package io.daybook.projection.rebuild;

import org.jspecify.annotations.NullMarked;
