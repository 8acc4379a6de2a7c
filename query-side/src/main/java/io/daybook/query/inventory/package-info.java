/** Stock levels. */
@NullMarked
package io.daybook.query.inventory;

import org.jspecify.annotations.NullMarked;
