/**
 * Payments: authorize, capture, void, refund. A payment records what is wanted of the provider and
 * what the provider has answered; the provider is called by {@code io.daybook.outside.payment}.
 * Look first at {@code Payment}.
 */
@NullMarked
package io.daybook.command.payment;

import org.jspecify.annotations.NullMarked;
