package io.daybook.eventstore;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the log was when the commands that carry this were carried out: the position of the last
 * event of the append that theirs were in. Whoever sends a command hands it on under {@link
 * MetadataKeys#REACHED}.
 */
public final class Reached {
  private static final long NOTHING = -1;

  private final AtomicLong position = new AtomicLong(NOTHING);

  void advance(long to) {
    position.accumulateAndGet(to, Math::max);
  }

  /** Empty when no command has appended anything. */
  public OptionalLong position() {
    var reached = position.get();
    return reached == NOTHING ? OptionalLong.empty() : OptionalLong.of(reached);
  }
}
