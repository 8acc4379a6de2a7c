package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import java.time.Duration;

/**
 * From placed to confirmed, and what an order costs, when the platform is idle, half loaded, and at
 * a steady rate: all roles, and the sandbox in a process of its own.
 */
final class LatencySuite implements Suite {
  private static final double STEADY = 15;
  private static final int STATEMENTS = 20;

  private final Benchmarks benchmarks;

  LatencySuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("From placed to confirmed, all roles, the sandbox in a process of its own");
    var quick = benchmarks.isQuick();
    try (var server = Server.thatCountsStatements();
        var sandbox = new SandboxProcess();
        var platform = new WholeOrders(server, "", sandbox)) {
      var orders = quick ? 1_000 : 6_000;
      report.begin("at load");
      platform.confirmedPerSecond(orders);
      var before = platform.spent();
      var full = platform.confirmedPerSecond(orders);
      report.add(Row.of("latency", "at load", full));
      report.note("an order: " + platform.spent().minus(before).perOrder(orders));
      report.begin("idle, one by one");
      add("idle, one by one", platform.oneByOne(quick ? 50 : 200), full);
      report.begin("half of that load");
      var time = Duration.ofSeconds(quick ? 10 : 60);
      add("half of that load", platform.steadily(full / 2, time), full);
      report.begin("15 a second");
      var calm = Duration.ofSeconds(quick ? 20 : 120);
      var statements = platform.meter().statements();
      before = platform.spent();
      add("15 a second", platform.steadily(STEADY, calm), full);
      var placed = (int) (STEADY * calm.toSeconds());
      report.note("an order: " + platform.spent().minus(before).perOrder(placed));
      for (var line : platform.meter().mostFrequent(STATEMENTS, statements, placed)) {
        report.note(line);
      }
    }
  }

  private void add(String what, Load.Result result, double full) {
    benchmarks
        .report()
        .add(
            new Row(
                "latency",
                what,
                result.perSecond(),
                result.p50Millis(),
                result.p99Millis(),
                "at load",
                result.perSecond() / full,
                null));
  }
}
