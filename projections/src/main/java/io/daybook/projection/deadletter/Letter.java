package io.daybook.projection.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as operators see it.
 *
 * @param sequence the order or stream whose events are handled one after another
 * @param head whether it is the first of its sequence; others wait behind that one
 * @param position of the event in the log
 * @param orderId which the event names, if it names one
 * @param cause why it is here, or null when it only waits behind another
 * @param lastTouched when it was set aside or last retried
 */
record Letter(
    String id,
    String sequence,
    boolean head,
    String event,
    @Nullable Long position,
    @Nullable String stream,
    @Nullable Long version,
    @Nullable String orderId,
    @Nullable Cause cause,
    Instant since,
    Instant lastTouched) {

  /** The failure, by its class and message. */
  record Cause(String type, @Nullable String message) {}
}
