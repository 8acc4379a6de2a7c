/** Tests of rules, in milliseconds. */
@NullMarked
package io.daybook.command.order;

import org.jspecify.annotations.NullMarked;
