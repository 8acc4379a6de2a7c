/**
 * A client of the API, in plain Java, to be read and copied: it gets a token, places an order with
 * a key, asks again where an answer was lost, waits until the order is confirmed, and reads its
 * history. Look first at {@link io.daybook.samples.integrator.Shop}.
 */
@NullMarked
package io.daybook.samples.integrator;

import org.jspecify.annotations.NullMarked;
