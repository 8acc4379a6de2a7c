/** The process that takes an order from placed to delivered, or undoes it. */
@NullMarked
package io.daybook.saga.fulfilment;

import org.jspecify.annotations.NullMarked;
