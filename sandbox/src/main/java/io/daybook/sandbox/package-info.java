/**
 * Pretends to be the outside world, to develop against: a payment provider, a carrier, a mailbox.
 * It knows nothing of Daybook. Answers follow from the idempotency key, the card token and the SKU
 * alone, so a restart changes none of them.
 */
@NullMarked
package io.daybook.sandbox;

import org.jspecify.annotations.NullMarked;
