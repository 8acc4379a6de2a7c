package io.daybook.relay.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of an endpoint, by the calls that went before: a failure now and then is
 * the matter of what was sent; several in a row are the endpoint's, and then nothing but one call
 * at a time finds out whether it is back.
 *
 * @param failures in a row; until it is away, of different subjects
 * @param since when the first of them was; null where there is none
 * @param pausedUntil nothing is sent before
 */
record EndpointMood(int failures, @Nullable Instant since, Instant pausedUntil) {
  /** So many failures in a row are the endpoint's. */
  private static final int AWAY = 3;

  /** It has answered well. */
  static EndpointMood well() {
    return new EndpointMood(0, null, Instant.EPOCH);
  }

  /**
   * After a call that it has not answered well.
   *
   * @param counts whether it says something new: the same delivery failing again does not
   */
  EndpointMood failed(Instant now, Answer answer, boolean counts, Backoff backoff) {
    var more = counts || failures == 0 ? failures + 1 : failures;
    var pause = more < AWAY ? Duration.ZERO : backoff.after(more - AWAY + 1);
    var asked = answer.retryAfter();
    if (asked != null && asked.compareTo(pause) > 0) {
      pause = asked;
    }
    var until = now.plus(pause);
    return new EndpointMood(
        more, since == null ? now : since, until.isAfter(pausedUntil) ? until : pausedUntil);
  }

  boolean isWell() {
    return failures == 0;
  }

  /** Whether it is to be found out first whether it is back. */
  boolean isAway() {
    return failures >= AWAY;
  }

  /** Whether it has failed for so long that nobody should wait any longer. */
  boolean isHopeless(Instant now, Duration patience) {
    return since != null && isAway() && !since.plus(patience).isAfter(now);
  }
}
