/** The words of the fulfilment process: its steps. */
@NullMarked
package io.daybook.schema.fulfilment;

import org.jspecify.annotations.NullMarked;
