/** The payment provider: the port, and the policy that calls it. */
@NullMarked
package io.daybook.saga.payment;

import org.jspecify.annotations.NullMarked;
