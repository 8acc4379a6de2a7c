/**
 * Acts: the fulfilment saga and the policies of orders. Everything here may run more than once for
 * the same event, so every command is idempotent. Calls to the outside world are made in {@code
 * io.daybook.outside}. Look first at {@code fulfilment.Fulfilment}.
 */
@NullMarked
package io.daybook.saga;

import org.jspecify.annotations.NullMarked;
