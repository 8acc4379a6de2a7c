/** Tests of rules, in milliseconds. */
@NullMarked
package io.daybook.command.inventory;

import org.jspecify.annotations.NullMarked;
