/**
 * Pretends to be the outside world, to develop and to test against: a payment provider that speaks
 * Stripe's PaymentIntents protocol, a carrier, and a mail server. It knows nothing of Daybook. What
 * it is asked to do badly, it does badly: see {@link io.daybook.sandbox.Faults}. Look first at
 * {@link io.daybook.sandbox.SandboxServer}.
 */
@NullMarked
package io.daybook.sandbox;

import org.jspecify.annotations.NullMarked;
