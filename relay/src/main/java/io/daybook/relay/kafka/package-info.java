/** Hands out what is told to Kafka. */
@NullMarked
package io.daybook.relay.kafka;

import org.jspecify.annotations.NullMarked;
