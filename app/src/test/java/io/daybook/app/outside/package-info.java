/** The tests of how the outside world is set. */
@NullMarked
package io.daybook.app.outside;

import org.jspecify.annotations.NullMarked;
