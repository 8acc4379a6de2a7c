/** Tests of money as the payment provider counts it. */
@NullMarked
package io.daybook.schema.payment;

import org.jspecify.annotations.NullMarked;
