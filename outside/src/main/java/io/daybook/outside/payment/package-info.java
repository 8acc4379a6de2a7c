/**
 * The payment provider: the port, its adapter for Stripe, and what is asked of it because of which
 * event. What a payment may do is decided by the aggregate in {@code io.daybook.command.payment}.
 * Look first at {@link io.daybook.outside.payment.PaymentGateway} and {@code PaymentCalls}.
 */
@NullMarked
package io.daybook.outside.payment;

import org.jspecify.annotations.NullMarked;
