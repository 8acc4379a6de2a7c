package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuild costs a shop that is open, and how far behind the log its read models are at a
 * rate of orders that two cores can record.
 */
final class OpenShopSuite implements Suite {
  private static final int ORDERS_PER_SECOND = 200;

  private final Benchmarks benchmarks;

  OpenShopSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var events = Integer.getInteger("rebuild.events", benchmarks.isQuick() ? 30_000 : 300_000);
    benchmarks.report().heading("An open shop, and a log of %,d events".formatted(events));
    try (var server = new Server()) {
      lag(server);
      begin("a log");
      var database = server.newDatabase();
      LiveOrders.makeSagas(server, database);
      RebuildSuite.append(server, database, events);
      LiveOrders.moveSagasToTheEnd(server, database);
      live(server, database);
    }
  }

  /** Orders of a shop that is open, before and during a rebuild of all models. */
  private void live(Server server, String database) throws Exception {
    begin("the whole platform on that log");
    try (var orders = new LiveOrders(server, database)) {
      var models = new RebuiltModels(server, database, orders.port());
      models.awaitAll();
      begin("orders at rest, warming up");
      var unused = orders.p99(until(15));
      begin("orders at rest");
      var without = orders.p99(until(15));
      begin("orders while all models are rebuilt");
      models.beginAll();
      var end = until(45);
      var with = orders.p99(() -> end.getAsBoolean() && models.isBuilding());
      var left = models.isBuilding() ? ", which went on after it" : "";
      latency("15 orders a second, at rest", 0, without, null);
      latency("the same during a rebuild of all" + left, 0, with, 2 * without / with);
    }
  }

  private void lag(Server server) throws Exception {
    var database = RebuildSuite.log(server, RebuildSuite.ALMOST_EMPTY);
    try (var platform = new RebuiltModels(server, database)) {
      platform.awaitAll();
    }
    begin("read models follow %d orders a second".formatted(ORDERS_PER_SECOND));
    var lag =
        new FollowingLag(server, database)
            .millis(ORDERS_PER_SECOND, benchmarks.isQuick() ? 10 : 30);
    latency(
        "lag of all read models at %d orders a second".formatted(ORDERS_PER_SECOND),
        lag.getFirst(),
        lag.getLast(),
        200 / lag.getLast());
  }

  private void begin(String what) {
    benchmarks.report().begin(what);
  }

  private void latency(String what, double p50, double p99, @Nullable Double ratio) {
    benchmarks
        .report()
        .add(
            new Row(
                "openshop",
                what,
                0,
                p50,
                p99,
                ratio == null ? null : "the most it may take",
                ratio,
                ratio == null ? null : 1.0));
  }

  private static BooleanSupplier until(int seconds) {
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    return () -> System.nanoTime() < end;
  }
}
