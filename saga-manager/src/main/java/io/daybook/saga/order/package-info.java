/** What follows from goods that come back. */
@NullMarked
package io.daybook.saga.order;

import org.jspecify.annotations.NullMarked;
