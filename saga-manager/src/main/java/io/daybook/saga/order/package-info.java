/**
 * What follows from goods that come back: money is paid back, and goods go on the shelf. It is a
 * policy and no saga: each event is handled by itself. There is only {@code
 * WhenLinesReturnedRefundAndRestock}.
 */
@NullMarked
package io.daybook.saga.order;

import org.jspecify.annotations.NullMarked;
