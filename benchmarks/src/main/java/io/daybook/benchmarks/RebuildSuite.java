package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import io.daybook.projection.ReadModel;
import java.util.EnumSet;
import java.util.Locale;

/**
 * Read models made anew from a log of whole orders, indexes and swap included; and the same
 * projections followed Axon's default way: tracking processors of one thread, one event a
 * transaction.
 */
final class RebuildSuite implements Suite {
  private static final double TIMES = 15;
  private static final double LARGEST_ALONE = 40_000;
  private static final double ALL = 20_000;

  private final Benchmarks benchmarks;

  RebuildSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var quick = benchmarks.rounds() == 1;
    var events = Integer.getInteger("rebuild.events", quick ? 120_000 : 1_000_000);
    var few = quick ? 6_000 : 24_000;
    var report = benchmarks.report();
    report.heading("Read models made anew from a log of %,d events".formatted(events));
    try (var server = new Server()) {
      report.begin("Axon's default way, on a log of " + few);
      var small = log(server, few);
      var all = EnumSet.allOf(ReadModel.class);
      var largest = EnumSet.of(ReadModel.ORDER_HISTORY);
      var defaultLargest = new DefaultFollowers(server, small).perSecond(largest, few);
      var defaultAll = new DefaultFollowers(server, log(server, few)).perSecond(all, few);
      report.begin("a log of " + events);
      var large = log(server, events);
      try (var platform = new RebuiltModels(server, large)) {
        report.begin("all models");
        var first = platform.awaitAll();
        report.begin("order-history alone");
        var alone = platform.rebuild("order-history");
        report.begin("all models again");
        var again = platform.rebuildAll();
        add("Axon's default way, all", defaultAll, 0, 0);
        add("all, at the start of a release", events / first, defaultAll, TIMES);
        add("all, in a running platform", events / again, defaultAll, TIMES);
        add("Axon's default way, order-history alone", defaultLargest, 0, 0);
        add("order-history alone", events / alone, defaultLargest, TIMES);
        add("target, order-history alone", events / alone, LARGEST_ALONE, 1);
        add("target, all in a running platform", events / again, ALL, 1);
      }
      try (var platform = new RebuiltModels(server, log(server, 600))) {
        platform.awaitAll();
        var seconds = platform.rebuild("order-history");
        report.add(
            Row.of(
                "rebuild",
                String.format(Locale.ROOT, "fixed cost: %.2f s for 600 events", seconds),
                600 / seconds));
      }
    }
  }

  private static String log(Server server, int events) throws Exception {
    var database = server.newDatabase();
    try (var log = new DaybookLog(server, database)) {
      new OrderLives(log.engine()).append(events);
    }
    return database;
  }

  private void add(String what, double perSecond, double base, double target) {
    var row = Row.of("rebuild", what, perSecond);
    benchmarks
        .report()
        .add(
            base == 0
                ? row
                : row.against(target == 1 ? "wanted" : "Axon's default", perSecond / base)
                    .withTarget(target));
  }
}
