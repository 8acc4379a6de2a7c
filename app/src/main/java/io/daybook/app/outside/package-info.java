/** Connects the ports of the sagas to the sandbox. */
@NullMarked
package io.daybook.app.outside;

import org.jspecify.annotations.NullMarked;
