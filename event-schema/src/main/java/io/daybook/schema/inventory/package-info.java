/** The words of stock: on hand, reserved, available. */
@NullMarked
package io.daybook.schema.inventory;

import org.jspecify.annotations.NullMarked;
