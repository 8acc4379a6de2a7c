package io.daybook.eventstore;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How busy the log is: new events, of which those of a second ago weigh a third. After many at once
 * it stays busy for some seconds. For one thread.
 */
final class LogLoad {
  /** So many events a second are load; an order on an idle platform makes a tenth of it. */
  private static final double BUSY = 100;

  /** What was counted so long ago weighs a third of what is counted now. */
  private static final double MEMORY_NANOS = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private double events;
  private long countedAt;

  LogLoad(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.countedAt = nanoTime.getAsLong();
  }

  void add(long found) {
    var now = nanoTime.getAsLong();
    events = events * Math.exp((countedAt - now) / MEMORY_NANOS) + found;
    countedAt = now;
  }

  boolean isBusy() {
    return events >= BUSY;
  }
}
