/** Products. */
@NullMarked
package io.daybook.query.catalog;

import org.jspecify.annotations.NullMarked;
