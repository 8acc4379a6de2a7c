package io.daybook.app.chaos;

import java.time.Duration;
import java.util.Collection;

/**
 * An order that was acknowledged.
 *
 * @param shopper who places his orders one after the other
 * @param at when, as {@link System#nanoTime}
 */
record Placed(int shopper, String order, long at) {

  /** The longest time without an acknowledged order, of those that began or ended since. */
  static Duration longestSilenceSince(long nanos, Collection<Placed> all) {
    long longest = 0;
    long before = Long.MIN_VALUE;
    for (var at : all.stream().mapToLong(Placed::at).sorted().toArray()) {
      if (before != Long.MIN_VALUE && at >= nanos) {
        longest = Math.max(longest, at - before);
      }
      before = at;
    }
    return Duration.ofNanos(longest);
  }
}
