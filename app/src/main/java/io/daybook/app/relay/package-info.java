/** The verb {@code relay} of the command line. */
@NullMarked
package io.daybook.app.relay;

import org.jspecify.annotations.NullMarked;
