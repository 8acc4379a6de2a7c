/** Tests of rules, in milliseconds. */
@NullMarked
package io.daybook.command.payment;

import org.jspecify.annotations.NullMarked;
