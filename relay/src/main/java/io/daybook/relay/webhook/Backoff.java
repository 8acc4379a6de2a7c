package io.daybook.relay.webhook;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after attempts that failed: the pause doubles, and half of it is at random, so
 * that those who failed together do not all come back together.
 *
 * @param chance between 0 and 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier chance) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The pause after so many failures in a row.
   *
   * @param failures from 1
   */
  Duration after(int failures) {
    var doublings = Math.min(Math.max(failures, 1) - 1, MOST_DOUBLINGS);
    var whole = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(whole / 2 + (long) (chance.getAsDouble() * (whole - whole / 2)));
  }
}
