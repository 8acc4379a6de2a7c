/** The payment provider: the port, and the policy that calls it. */
@NullMarked
package io.daybook.outside.payment;

import org.jspecify.annotations.NullMarked;
