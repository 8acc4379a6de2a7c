package io.daybook.relay.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a subscription is to be told, by where it is in the log.
 *
 * @param type of the message, of which an event may have two
 * @param subject what has one subject is delivered in its order
 * @param attempts that were made so far
 * @param firstAttemptAt null where there was none
 * @param held whether it is in the table of what is held back
 */
record Delivery(
    long position,
    String type,
    String subject,
    int attempts,
    @Nullable Instant firstAttemptAt,
    boolean held) {

  /** After one more attempt. */
  Delivery attempted(Instant at) {
    return new Delivery(
        position, type, subject, attempts + 1, firstAttemptAt == null ? at : firstAttemptAt, held);
  }
}
