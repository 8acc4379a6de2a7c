/** Golden histories of orders, for all who fold events into a status, and tests of the fold. */
@NullMarked
package io.daybook.schema.status;

import org.jspecify.annotations.NullMarked;
