/** How far fulfilments are. */
@NullMarked
package io.daybook.query.fulfilment;

import org.jspecify.annotations.NullMarked;
