package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;

/** Whole orders, with an outside that answers at once, and one that takes its time. */
final class OrdersSuite implements Suite {
  private final Benchmarks benchmarks;

  OrdersSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("Whole orders, from PlaceOrder to OrderConfirmed");
    var few = benchmarks.rounds() == 1 ? 200 : 1_000;
    var many = benchmarks.rounds() == 1 ? 1_000 : 6_000;
    try (var server = new Server()) {
      double defaults;
      report.begin("Axon's defaults");
      try (var axon = new WholeOrders(server, DocumentedDefaults.class)) {
        axon.confirmedPerSecond(few); // warms up: a saga is a lot of code
        defaults = axon.confirmedPerSecond(few);
      }
      try (var platform = new WholeOrders(server)) {
        report.begin("as delivered");
        platform.confirmedPerSecond(many);
        var atOnce = platform.confirmedPerSecond(many);
        report.begin("answers take 200 ms");
        platform.latency(200);
        var late = platform.confirmedPerSecond(many);
        report.add(Row.of("orders", "Axon's defaults", defaults));
        report.add(
            Row.of("orders", "as delivered", atOnce)
                .against("Axon's defaults", atOnce / defaults)
                .withTarget(5.0));
        report.add(
            Row.of("orders", "answers take 200 ms", late)
                .against("as delivered", late / atOnce)
                .withTarget(1.0));
      }
    }
  }
}
