/**
 * Products: one, and the list. They are read from the tables that {@code
 * io.daybook.projection.catalog} writes. There is only {@code ProductQueries}.
 */
@NullMarked
package io.daybook.query.catalog;

import org.jspecify.annotations.NullMarked;
