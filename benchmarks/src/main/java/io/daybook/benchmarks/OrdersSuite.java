package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;

/**
 * Whole orders through real protocols, with an outside that answers at once, one that takes its
 * time, and one in a process of its own.
 */
final class OrdersSuite implements Suite {
  private static final String ROLES = "command,saga";

  private final Benchmarks benchmarks;

  OrdersSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("Whole orders, from PlaceOrder to OrderConfirmed");
    var few = benchmarks.isQuick() ? 200 : 1_000;
    var many = benchmarks.isQuick() ? 1_000 : 6_000;
    try (var server = Server.thatCountsStatements()) {
      report.begin("Axon's defaults");
      double defaults;
      try (var axon = new WholeOrders(server, ROLES, null, DocumentedDefaults.class)) {
        axon.confirmedPerSecond(few); // warms up: a saga is a lot of code
        defaults = axon.confirmedPerSecond(few);
      }
      report.add(Row.of("orders", "Axon's defaults", defaults));
      delivered(server, many, defaults);
      apart(server, many, defaults);
    }
  }

  private void delivered(Server server, int orders, double defaults) throws Exception {
    var report = benchmarks.report();
    try (var platform = new WholeOrders(server, ROLES, null)) {
      report.begin("as delivered");
      platform.confirmedPerSecond(orders);
      var atOnce = platform.confirmedPerSecond(orders);
      report.add(
          Row.of("orders", "as delivered", atOnce)
              .against("Axon's defaults", atOnce / defaults)
              .withTarget(5.0));
      report.begin("answers take 200 ms");
      platform.latency(200);
      var late = platform.confirmedPerSecond(orders);
      report.add(
          Row.of("orders", "answers take 200 ms", late)
              .against("as delivered", late / atOnce)
              .withTarget(1.0));
    }
  }

  private void apart(Server server, int orders, double defaults) throws Exception {
    var report = benchmarks.report();
    try (var sandbox = new SandboxProcess();
        var platform = new WholeOrders(server, ROLES, sandbox)) {
      report.begin("the sandbox in a process of its own");
      platform.confirmedPerSecond(orders);
      var before = platform.spent();
      var rate = platform.confirmedPerSecond(orders);
      report.add(
          Row.of("orders", "the sandbox in a process of its own", rate)
              .against("Axon's defaults", rate / defaults));
      report.note("an order: " + platform.spent().minus(before).perOrder(orders));
    }
  }
}
