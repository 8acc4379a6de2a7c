package io.daybook.schema.fulfilment;

import java.time.Duration;

/**
 * Durations that are counted by how long they are, roughly: the longest of a class is at most 5 %
 * longer than the shortest, or both are the same millisecond. So a median or a percentile of
 * millions is read from a few hundred counts.
 */
public final class DurationClass {
  private static final double RATIO = 1.05;

  private DurationClass() {}

  /** The number of the class of a duration; none is shorter than nothing. */
  public static int of(Duration duration) {
    return (int) (Math.log1p((double) Math.max(0, duration.toMillis())) / Math.log(RATIO));
  }

  /** The longest duration of a class, in milliseconds. */
  public static long longestMillis(int number) {
    return (long) (Math.pow(RATIO, number + 1) - 1);
  }
}
