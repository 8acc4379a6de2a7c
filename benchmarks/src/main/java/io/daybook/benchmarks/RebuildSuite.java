package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import io.daybook.projection.ReadModel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.function.BooleanSupplier;

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
      live(server, large);
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

  /** Orders of a shop that is open, before and during a rebuild of all models. */
  private void live(Server server, String database) throws Exception {
    try (var orders = new LiveOrders(server, database)) {
      var models = new RebuiltModels(server, database, orders.port());
      models.awaitAll();
      benchmarks.report().begin("orders at rest, warming up");
      var unused = orders.p99(until(15));
      benchmarks.report().begin("orders at rest");
      var without = orders.p99(until(15));
      benchmarks.report().begin("orders while all models are rebuilt");
      models.beginAll();
      var end = until(45);
      var with = orders.p99(() -> end.getAsBoolean() && models.isBuilding());
      var left = models.isBuilding() ? ", which went on after it" : "";
      latency("an order's p99, at rest", without);
      latency("an order's p99, during a rebuild of all" + left, with);
    }
  }

  private void latency(String what, double millis) {
    benchmarks.report().add(new Row("rebuild", what, 0, 0, millis, null, null, null));
  }

  private static BooleanSupplier until(int seconds) {
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    return () -> System.nanoTime() < end;
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
