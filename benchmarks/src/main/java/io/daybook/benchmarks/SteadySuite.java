package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The highest steady rate at which 99 of 100 orders are confirmed within a second, all roles and
 * the sandbox in one process; and what becomes of twice that rate: the surplus may take as long as
 * it takes at full speed, and no longer.
 */
final class SteadySuite implements Suite {
  private static final double TARGET = 150;
  private static final double WITHIN_MILLIS = 1_000;

  /**
   * Of the rate of a burst, in which placing takes from the rest, in the first minutes of a JVM.
   */
  private static final double FIRST = 2.5;

  private static final double STEP = 0.85;
  private static final double PROBES_PER_SECOND = 2;
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(40);

  private final Benchmarks benchmarks;
  private final Duration trial;
  private final Duration time;

  SteadySuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
    this.trial = Duration.ofSeconds(benchmarks.isQuick() ? 15 : 60);
    this.time = benchmarks.isQuick() ? Duration.ofMinutes(1) : Duration.ofMinutes(10);
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("A steady rate for %d minutes, and twice that rate".formatted(time.toMinutes()));
    try (var server = new Server();
        var platform = new WholeOrders(server, "", null)) {
      report.begin("as fast as it goes");
      platform.confirmedPerSecond(benchmarks.isQuick() ? 500 : 3_000);
      var full = platform.confirmedPerSecond(benchmarks.isQuick() ? 500 : 3_000);
      report.add(Row.of("steady", "as fast as it goes", full));
      var steady = highest(platform, full);
      twice(platform, steady, full);
    }
  }

  private double highest(WholeOrders platform, double full) throws Exception {
    for (var rate = full * FIRST; rate >= 1; rate *= STEP) {
      benchmarks.report().begin(String.format(Locale.ROOT, "%.0f a second", rate));
      if (isInTime(platform.steadily(rate, trial))) {
        var whole = platform.steadily(rate, time);
        add("a steady rate", whole, isInTime(whole) ? TARGET : null);
        if (isInTime(whole)) {
          return rate;
        }
      }
    }
    throw new IllegalStateException("No rate is low enough");
  }

  private static boolean isInTime(Load.Result result) {
    return result.p99Millis() < WITHIN_MILLIS;
  }

  private void twice(WholeOrders platform, double steady, double full) throws Exception {
    benchmarks.report().begin(String.format(Locale.ROOT, "%.0f a second", 2 * steady));
    try (var underWay = platform.underWayWithoutLimit()) {
      WholeOrders.keepPlacing(underWay, 2 * steady, (int) (2 * steady * time.toSeconds()));
      var ended = System.nanoTime();
      var surplus = underWay.waiting();
      var recovered = secondsUntilInTime(underWay, ended);
      add("twice that rate", underWay.latencies(2 * steady), null);
      var atFullSpeed = surplus / full;
      benchmarks
          .report()
          .note(
              String.format(
                  Locale.ROOT,
                  "%,d orders were left, %.0f s of work at full speed; 99 of 100 new orders were"
                      + " confirmed within a second again %.0f s after it had ended",
                  surplus,
                  atFullSpeed,
                  recovered));
    }
  }

  /** A few orders go on being placed, and those of some seconds have to be confirmed in time. */
  private static double secondsUntilInTime(OrdersUnderWay underWay, long ended) throws Exception {
    while (System.nanoTime() - ended < PATIENCE.toNanos()) {
      var from = System.nanoTime();
      WholeOrders.keepPlacing(
          underWay, PROBES_PER_SECOND, (int) (PROBES_PER_SECOND * WINDOW.toSeconds()));
      var to = System.nanoTime();
      LockSupport.parkNanos((long) (WITHIN_MILLIS * 1e6));
      if (!underWay.isWaitingSince(to) && isInTime(underWay.latencies(0, from, to))) {
        return (from - ended) / 1e9;
      }
    }
    throw new IllegalStateException("Not in time within " + PATIENCE);
  }

  private void add(String what, Load.Result result, @Nullable Double target) {
    var row =
        new Row(
            "steady",
            what,
            result.perSecond(),
            result.p50Millis(),
            result.p99Millis(),
            "wanted",
            result.perSecond() / TARGET,
            target == null ? null : 1.0);
    benchmarks.report().add(row);
  }
}
