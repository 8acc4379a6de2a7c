/** Tests of how we read what the provider says. */
@NullMarked
package io.daybook.outside.payment;

import org.jspecify.annotations.NullMarked;
