/** Fulfilment progress: at which step each order is, and why it stopped. */
@NullMarked
package io.daybook.projection.fulfilment;

import org.jspecify.annotations.NullMarked;
