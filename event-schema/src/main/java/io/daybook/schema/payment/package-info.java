/**
 * The words of a payment: hold, take, let go, pay back; and the units in which the provider counts
 * money. The provider's protocol is not in here but in {@code io.daybook.outside.payment}. Look
 * first at {@link io.daybook.schema.payment.PaymentEvent}.
 */
@NullMarked
package io.daybook.schema.payment;

import org.jspecify.annotations.NullMarked;
