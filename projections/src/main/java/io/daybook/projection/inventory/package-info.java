/** Stock: the level of each SKU, and every movement that led to it. */
@NullMarked
package io.daybook.projection.inventory;

import org.jspecify.annotations.NullMarked;
