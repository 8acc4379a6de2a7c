package io.daybook.relay.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call.
 *
 * @param status of HTTP; 0 where there was none
 * @param failure null where the receiver has it
 * @param retryAfter how long the receiver asks not to be called; null where it does not say
 */
record Answer(
    int status, @Nullable Failure failure, Duration latency, @Nullable Duration retryAfter) {
  private static final int GONE = 410;

  /** The receiver has it: only then it is not sent again. */
  boolean isDelivered() {
    return failure == null;
  }

  /** The receiver wants nothing any more (410). */
  boolean isGone() {
    return status == GONE;
  }
}
