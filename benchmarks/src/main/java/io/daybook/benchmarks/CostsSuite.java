package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import java.util.concurrent.TimeUnit;

/** What an order costs with all roles: in a burst, at a steady rate, and when there is none. */
final class CostsSuite implements Suite {
  private static final int PER_SECOND = 15;

  /** Of the orders that were confirmed last. */
  private static final String LATENCIES =
      """
      select percentile_cont(0.5) within group (order by millis), percentile_cont(0.99) within group (order by millis)
        from (select extract(epoch from confirmed.recorded_at - placed.recorded_at) * 1000 as millis
                from event_log.domain_event confirmed join event_log.domain_event placed using (stream)
               where confirmed.payload_type like '%.OrderConfirmed' and placed.version = 0
               order by confirmed.position desc limit ?) as latest
      """;

  private final Benchmarks benchmarks;

  CostsSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    var quick = benchmarks.rounds() == 1;
    report.heading("What an order costs, all roles and the sandbox in one process");
    try (var server = Server.thatCountsStatements();
        var platform = WholeOrders.withAllRoles(server)) {
      report.begin("warming up");
      platform.confirmedPerSecond(quick ? 1_500 : 6_000);
      platform.rest();
      burst(server, platform, quick ? 1_500 : 6_000);
      platform.steadily(PER_SECOND, quick ? 10 : 30);
      platform.rest();
      steady(server, platform, quick ? 40 : 120);
      idle(server, platform, quick ? 15 : 60);
    }
  }

  private void burst(Server server, WholeOrders platform, int orders) throws Exception {
    benchmarks.report().begin("a burst");
    var before = OrderCosts.now(server, platform.database());
    var perSecond = platform.confirmedPerSecond(orders);
    platform.rest();
    var cost = OrderCosts.now(server, platform.database()).each(before, orders);
    benchmarks.report().add(Row.of("costs", "burst: " + cost.inWords(), perSecond));
  }

  private void steady(Server server, WholeOrders platform, int seconds) throws Exception {
    benchmarks.report().begin(PER_SECOND + " a second");
    var before = OrderCosts.now(server, platform.database());
    platform.steadily(PER_SECOND, seconds);
    platform.rest();
    var cost =
        OrderCosts.now(server, platform.database()).each(before, (double) PER_SECOND * seconds);
    try (var connection = server.connect(platform.database());
        var latencies = connection.prepareStatement(LATENCIES)) {
      latencies.setInt(1, PER_SECOND * seconds);
      try (var row = latencies.executeQuery()) {
        row.next();
        benchmarks
            .report()
            .add(
                new Row(
                    "costs",
                    "steady, placed to confirmed: " + cost.inWords(),
                    PER_SECOND,
                    row.getDouble(1),
                    row.getDouble(2),
                    null,
                    null,
                    null));
      }
    }
  }

  private void idle(Server server, WholeOrders platform, int seconds) throws Exception {
    benchmarks.report().begin("nothing to do");
    var before = OrderCosts.now(server, platform.database());
    TimeUnit.SECONDS.sleep(seconds);
    var cost = OrderCosts.now(server, platform.database()).each(before, seconds);
    benchmarks.report().add(Row.of("costs", "a second of nothing: " + cost.inWords(), 0));
  }
}
