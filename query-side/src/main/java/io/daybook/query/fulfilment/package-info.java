/**
 * How far fulfilments are: one, the list, what waits for an operator, and sums over all. What an
 * operator does about them is a command and not in here. Look first at {@code FulfilmentQueries}.
 */
@NullMarked
package io.daybook.query.fulfilment;

import org.jspecify.annotations.NullMarked;
