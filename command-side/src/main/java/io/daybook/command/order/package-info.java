/** Orders: place, change the address, cancel, return. */
@NullMarked
package io.daybook.command.order;

import org.jspecify.annotations.NullMarked;
