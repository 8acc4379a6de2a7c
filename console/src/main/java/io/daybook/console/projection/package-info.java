/** Read models: how far they are, rebuilding them, and the events that they set aside. */
@NullMarked
package io.daybook.console.projection;

import org.jspecify.annotations.NullMarked;
