/** The words of the catalogue: what is sold, under which name, at which price. */
@NullMarked
package io.daybook.schema.catalog;

import org.jspecify.annotations.NullMarked;
