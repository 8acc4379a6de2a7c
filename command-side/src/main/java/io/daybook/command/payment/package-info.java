/** Payments: authorize, capture, void, refund. */
@NullMarked
package io.daybook.command.payment;

import org.jspecify.annotations.NullMarked;
