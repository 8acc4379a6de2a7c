/** A log with orders in it, and processes that tell others of it. */
@NullMarked
package io.daybook.relay.testing;

import org.jspecify.annotations.NullMarked;
