/** Orders: as they are, as they were, and every event of them. */
@NullMarked
package io.daybook.query.order;

import org.jspecify.annotations.NullMarked;
