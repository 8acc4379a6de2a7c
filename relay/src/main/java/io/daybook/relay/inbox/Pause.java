package io.daybook.relay.inbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double, half of each at random. */
final class Pause {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  Pause(InboxProperties properties) {
    this.first = properties.firstPause();
    this.longest = properties.longestPause();
    this.next = first;
  }

  /** The longest that the next one can be. */
  Duration next() {
    return next;
  }

  Duration take() {
    var bound = next;
    next = bound.multipliedBy(2).compareTo(longest) < 0 ? bound.multipliedBy(2) : longest;
    return bound
        .dividedBy(2)
        .plusNanos(ThreadLocalRandom.current().nextLong(1 + bound.toNanos() / 2));
  }

  void reset() {
    next = first;
  }

  void sleep() {
    try {
      Thread.sleep(take());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
