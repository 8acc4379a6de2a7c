/**
 * Fulfilments that wait for an operator: park, resume, skip, give up. What a fulfilment does next
 * is decided by {@code io.daybook.saga.fulfilment}; in here is only what waits. Look first at
 * {@code Parking}.
 */
@NullMarked
package io.daybook.command.fulfilment;

import org.jspecify.annotations.NullMarked;
