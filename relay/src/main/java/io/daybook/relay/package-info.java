/**
 * Tells other systems what has happened. The log is the outbox: its events are mapped to a language
 * of their own ({@link io.daybook.relay.published}), followed with a cursor for each recipient
 * ({@link io.daybook.relay.follow}), and handed out to Kafka ({@link io.daybook.relay.kafka}).
 */
@NullMarked
package io.daybook.relay;

import org.jspecify.annotations.NullMarked;
