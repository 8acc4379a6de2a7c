package io.daybook.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The time of the log's database, which all processes share. What one process has noted in the
 * database another one compares with the time, such as how long ago a payment was tried; by the
 * clocks of their machines, which may be minutes apart, that would be a guess.
 *
 * <p>Between two readings it goes on by what has passed here, which nobody sets. It is never ahead
 * of the database, and behind it by less than {@link #LONGEST_ANSWER}; while the database is away
 * it goes on alone.
 */
public final class DatabaseClock extends Clock {
  /** A reading that took longer says too little. */
  static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private volatile Reading reading;

  private record Reading(Instant time, long at) {}

  /**
   * Goes from a first reading.
   *
   * @param time what the database has just said
   * @param nanos what has passed here, such as {@link System#nanoTime}
   */
  DatabaseClock(Instant time, LongSupplier nanos) {
    this.nanos = nanos;
    this.reading = new Reading(time, nanos.getAsLong());
  }

  /**
   * The database was asked what time it is.
   *
   * @param time its answer
   * @param asked when it was asked, by what passes here
   */
  void heard(Instant time, long asked) {
    var now = nanos.getAsLong();
    if (now - asked <= LONGEST_ANSWER.toNanos()) {
      reading = new Reading(time, now);
    }
  }

  @Override
  public Instant instant() {
    var latest = reading;
    return latest.time().plusNanos(nanos.getAsLong() - latest.at());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("It has the zone of the log");
  }
}
