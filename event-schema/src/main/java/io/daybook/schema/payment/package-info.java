/** The words of a payment: hold, take, let go, pay back. */
@NullMarked
package io.daybook.schema.payment;

import org.jspecify.annotations.NullMarked;
