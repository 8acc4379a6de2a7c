/**
 * Products: what is sold, and at which price. Orders are priced by the log and not by this table.
 * There is only {@code ProductProjection}.
 */
@NullMarked
package io.daybook.projection.catalog;

import org.jspecify.annotations.NullMarked;
