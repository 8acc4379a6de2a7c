package io.daybook.projection;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sums that can be told as of any position, without adding up all that came before it. What the
 * events of a stretch of the log have added is one row, for stretches of 2^7, 2^13 and 2^19
 * positions: a sum as of a position is some of the largest stretches, at most 63 of each smaller
 * kind, and the rows of at most 127 single events, which the read model has anyway.
 *
 * <p>The rows are added to, never set, so segments may add to the same one.
 */
public final class RunningSums {
  private static final int[] SHIFTS = {7, 13, 19};

  private final ReadTable table;

  public RunningSums(ReadTable table) {
    this.table = table;
  }

  /** Adds to a sum, from a position on. */
  public void add(String metric, long amount, long position) {
    add(metric, BigDecimal.valueOf(amount), position);
  }

  /** Adds to a sum, from a position on. */
  public void add(String metric, BigDecimal amount, long position) {
    post(metric, amount, position, null);
  }

  /**
   * Adds to a sum, from a position on.
   *
   * @param latest of which the latest up to a position is told with the sum
   */
  public void add(String metric, long amount, long position, Instant latest) {
    post(metric, BigDecimal.valueOf(amount), position, latest);
  }

  private void post(String metric, BigDecimal amount, long position, @Nullable Instant latest) {
    if (amount.signum() == 0) {
      return;
    }
    for (int shift : SHIFTS) {
      table.sum(
          Row.of("shift", shift)
              .set("stretch", position >> shift)
              .set("metric", metric)
              .set("amount", amount.toPlainString())
              .set("latest", latest));
    }
  }
}
