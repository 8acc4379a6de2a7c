/** Tests of rules, in milliseconds. */
@NullMarked
package io.daybook.command.shipping;

import org.jspecify.annotations.NullMarked;
