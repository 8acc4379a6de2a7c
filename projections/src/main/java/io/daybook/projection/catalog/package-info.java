/** Products: what is sold, and at which price. */
@NullMarked
package io.daybook.projection.catalog;

import org.jspecify.annotations.NullMarked;
