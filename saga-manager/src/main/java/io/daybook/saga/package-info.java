/**
 * Acts: the fulfilment saga, the policies that call the outside world, and the ports they call it
 * through. Everything here may run more than once for the same event, so every command and every
 * call is idempotent.
 */
@NullMarked
package io.daybook.saga;

import org.jspecify.annotations.NullMarked;
