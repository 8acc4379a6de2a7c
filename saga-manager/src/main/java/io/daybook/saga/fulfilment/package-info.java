/**
 * The process that takes an order from placed to delivered, or undoes it. Look first at {@link
 * io.daybook.saga.fulfilment.Step}, the table of its steps, then at {@link
 * io.daybook.saga.fulfilment.Fulfilment}, which follows it, and at {@link
 * io.daybook.saga.fulfilment.Progress} for where a fulfilment can be. Calls to the outside are not
 * here: the aggregates ask for them.
 */
@NullMarked
package io.daybook.saga.fulfilment;

import org.jspecify.annotations.NullMarked;
