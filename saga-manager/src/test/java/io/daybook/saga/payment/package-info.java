/** Tests of how we read what the provider says. */
@NullMarked
package io.daybook.saga.payment;

import org.jspecify.annotations.NullMarked;
