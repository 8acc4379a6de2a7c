/** Tests of what follows from the events of a fulfilment. */
@NullMarked
package io.daybook.schema.fulfilment;

import org.jspecify.annotations.NullMarked;
