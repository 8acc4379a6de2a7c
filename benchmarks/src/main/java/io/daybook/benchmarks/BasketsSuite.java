package io.daybook.benchmarks;

import io.daybook.benchmarks.Baskets.Line;
import io.daybook.benchmarks.Results.Row;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Baskets of a real shop, over HTTP until they are confirmed: small ones and large ones. */
final class BasketsSuite implements Suite {
  private static final int CALLERS = 16;
  private static final int LINES = 9_000;

  private final Benchmarks benchmarks;

  BasketsSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("Lines of baskets, all roles, the sandbox in a process of its own");
    var baskets = Baskets.ofTheSample(benchmarks.isQuick() ? LINES / 3 : LINES);
    try (var server = Server.thatCountsStatements();
        var sandbox = new SandboxProcess();
        var platform = new WholeOrders(server, "", sandbox)) {
      report.begin("a catalogue of " + baskets.products().size());
      for (var product : baskets.products()) {
        var sku = new Sku(product.sku());
        platform
            .commands()
            .sendAndWait(new ListProduct(new ProductId(sku), product.sku(), product.price()));
        platform
            .commands()
            .sendAndWait(new ReceiveStock(new StockItemId(sku), "baskets", 10_000_000));
      }
      for (int size : new int[] {3, 23}) {
        report.begin("baskets of " + size + " lines");
        linesPerSecond(platform, baskets.of(size));
        var rate = linesPerSecond(platform, baskets.of(size));
        report.add(Row.of("baskets", "lines, baskets of " + size, rate));
      }
    }
  }

  private static double linesPerSecond(WholeOrders platform, List<List<Line>> baskets)
      throws Exception {
    try (var underWay = platform.underWay();
        var orders = new KeptConnections(platform.port(), "/api/orders", "importer");
        var callers = Executors.newFixedThreadPool(CALLERS)) {
      var start = System.nanoTime();
      var placing =
          baskets.stream()
              .map(
                  basket ->
                      callers.submit(
                          () -> orders.post(SampleOrders.newId().toString(), Baskets.json(basket))))
              .toList();
      for (var one : placing) {
        one.get();
      }
      platform.awaitEnd(underWay, baskets.size());
      var lines = baskets.stream().mapToInt(List::size).sum();
      return lines / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("A basket was not taken", failed);
    }
  }
}
