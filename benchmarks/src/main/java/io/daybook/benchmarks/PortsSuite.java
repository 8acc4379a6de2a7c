package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;

/**
 * Whole orders with ports in memory and all roles, read models caught up: the platform itself,
 * against Flowable with as many durable steps, and Axon's documented defaults.
 */
final class PortsSuite implements Suite {
  private static final double TARGET = 8;
  private static final int STATEMENTS = 12;

  private final Benchmarks benchmarks;

  PortsSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("Whole orders with ports in memory, all roles");
    var few = benchmarks.isQuick() ? 300 : 2_000;
    try (var server = Server.thatCountsStatements()) {
      report.begin("Flowable, nine durable steps");
      var flowable = Flowable.perSecond(server, few);
      report.add(Row.of("ports", "Flowable, nine durable steps", flowable));
      var delivered = delivered(server, flowable);
      report.begin("Axon's defaults");
      double defaults;
      try (var axon =
          new WholeOrders(server, "", null, InMemoryPorts.class, DocumentedDefaults.class)) {
        axon.confirmedPerSecond(few);
        defaults = axon.confirmedPerSecond(few);
      }
      report.add(Row.of("ports", "Axon's defaults", defaults));
      report.add(
          Row.of("ports", "as delivered, again", delivered)
              .against("Axon's defaults", delivered / defaults)
              .withTarget(TARGET));
    }
  }

  private double delivered(Server server, double flowable) throws Exception {
    var report = benchmarks.report();
    report.begin("as delivered");
    try (var platform = new WholeOrders(server, "", null, InMemoryPorts.class)) {
      var warm = platform.confirmedPerSecond(benchmarks.isQuick() ? 1_000 : 10_000);
      var orders = (int) (warm * (benchmarks.isQuick() ? 5 : 60));
      var statements = platform.meter().statements();
      var before = platform.spent();
      var rate = platform.confirmedPerSecond(orders);
      var spent = platform.spent().minus(before);
      var row = Row.of("ports", "as delivered, " + orders + " orders", rate);
      report.add(row.against("Flowable", rate / flowable).withTarget(TARGET));
      report.note("an order: " + spent.perOrder(orders));
      for (var line : platform.meter().longest(STATEMENTS, statements, orders)) {
        report.note(line);
      }
      return rate;
    }
  }
}
