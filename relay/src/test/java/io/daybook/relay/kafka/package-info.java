/** A real broker, which is killed now and then. */
@NullMarked
package io.daybook.relay.kafka;

import org.jspecify.annotations.NullMarked;
