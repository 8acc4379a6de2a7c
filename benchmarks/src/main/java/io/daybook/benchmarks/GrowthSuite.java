package io.daybook.benchmarks;

import static io.daybook.benchmarks.Benchmarks.MANY;

import io.daybook.benchmarks.Results.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a log that has grown is slower. The logs of all sizes stand beside each other, each on a
 * server of its own, and are measured in turn: a noisy minute is nobody's alone.
 */
final class GrowthSuite implements Suite {
  /** What a disk does varies more than what is looked for here. */
  private static final int ROUNDS = 7;

  private final Benchmarks benchmarks;

  GrowthSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("Growth, appends of 64 callers and loads of a stream of 10 events");
    var logs = new ArrayList<GrownLog>();
    try {
      for (long size : sizes()) {
        benchmarks.report().begin("a log of " + size + " events");
        logs.add(new GrownLog(size));
      }
      measure(logs);
    } finally {
      for (var log : logs) {
        log.close();
      }
    }
  }

  private void measure(List<GrownLog> logs) throws Exception {
    measureAppends(logs, "first event of a stream", GrownLog::append);
    measureAppends(logs, "next event of ten", GrownLog::appendNext);
    var loads =
        benchmarks.interleaved(
            logs.stream()
                .map(log -> new Contender(log.named("load of 10 events"), 1, log::load))
                .toList());
    for (int i = 0; i < logs.size(); i++) {
      add(loads.get(i), i == 0 ? null : loads.getFirst());
    }
    var smallest = logs.getFirst();
    benchmarks.report().add(Row.of("growth", smallest.named("events sealed"), smallest.seal()));
    benchmarks.report().add(Row.of("growth", smallest.named("events verified"), smallest.verify()));
  }

  /** With what each of them has cost the server, on average. */
  private void measureAppends(List<GrownLog> logs, String what, Consumer<GrownLog> append)
      throws Exception {
    var before = state(logs);
    var appends =
        benchmarks.interleaved(
            logs.stream()
                .map(log -> new Contender(log.named(what), MANY, () -> append.accept(log)))
                .toList(),
            benchmarks.isQuick() ? 1 : ROUNDS);
    var after = state(logs);
    for (int i = 0; i < logs.size(); i++) {
      add(appends.get(i), i == 0 ? null : appends.getFirst());
      benchmarks.report().note(costs(before.get(i), after.get(i)));
      benchmarks.report().note(logs.get(i).sizes());
    }
  }

  private List<Long> sizes() {
    var sizes = new ArrayList<Long>(List.of(1_000_000L));
    if (benchmarks.tenMillion()) {
      sizes.add(10_000_000L);
    }
    if (benchmarks.thirtyMillion()) {
      sizes.add(30_000_000L);
    }
    return sizes;
  }

  private static List<GrownLog.State> state(List<GrownLog> logs) throws SQLException {
    var states = new ArrayList<GrownLog.State>();
    for (var log : logs) {
      states.add(log.state());
    }
    return states;
  }

  private static String costs(GrownLog.State from, GrownLog.State to) {
    double appends = to.events() - from.events();
    return String.format(
        Locale.ROOT,
        "each append: %,.0f bytes of write-ahead log, %.2f whole pages in it, %.2f pages read",
        (to.walBytes() - from.walBytes()) / appends,
        (to.wholePages() - from.wholePages()) / appends,
        (to.pagesRead() - from.pagesRead()) / appends);
  }

  private void add(Measured one, @Nullable Measured first) {
    var target = first == null ? null : Double.valueOf(0.95);
    benchmarks.add("growth", one, first, "a million", target);
  }
}
