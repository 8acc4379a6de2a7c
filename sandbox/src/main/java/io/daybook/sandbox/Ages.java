package io.daybook.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/**
 * The time by which keys and holds grow old. It can be moved on, to see what is forgotten over a
 * weekend. What is made is still dated by the real clock, as its clients look for it there.
 */
final class Ages {
  private static final String KIND = "clock";
  private static final String AHEAD = "ahead_millis";

  private final Store store;
  private final Clock clock;

  Ages(Store store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant().plus(ahead());
  }

  /** Moves on; a file remembers how far. */
  void advance(Duration further) {
    if (further.isNegative()) {
      throw new IllegalArgumentException("The clock goes forward only");
    }
    var ahead = ahead().plus(further).toMillis();
    store.put(KIND, KIND, JsonMapper.shared().createObjectNode().put(AHEAD, ahead));
  }

  private Duration ahead() {
    return store
        .find(KIND, KIND)
        .map(kept -> Duration.ofMillis(kept.path(AHEAD).asLong()))
        .orElse(Duration.ZERO);
  }
}
