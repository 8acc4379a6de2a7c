/**
 * Fulfilment progress: at which step each order is, and why it stopped. Nothing is decided by it;
 * the saga has a state of its own. There is only {@code FulfilmentProjection}.
 */
@NullMarked
package io.daybook.projection.fulfilment;

import org.jspecify.annotations.NullMarked;
