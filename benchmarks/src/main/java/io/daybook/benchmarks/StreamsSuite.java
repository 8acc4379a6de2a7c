package io.daybook.benchmarks;

import static io.daybook.benchmarks.Benchmarks.CONNECTIONS;
import static io.daybook.benchmarks.Benchmarks.MANY;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockItemId;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Reservations on streams that exist: one that everybody wants, and many. */
final class StreamsSuite implements Suite {
  private static final int MOST = 10_000;
  private static final Double TARGET = 4.0;

  private final Benchmarks benchmarks;

  StreamsSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("Reserving stock, 64 callers");
    try (var server = new Server();
        var daybook = new DaybookLog(server);
        var axon = new AxonJdbc(server, CONNECTIONS)) {
      for (int skus : new int[] {1, 100, MOST}) {
        benchmarks.report().begin("stock for " + skus + " SKUs");
        stock(daybook.commands(), skus);
        stock(axon.commands(), skus);
        var results =
            benchmarks.interleaved(
                List.of(
                    new Contender(
                        "Axon JDBC engine, " + skus + " SKUs",
                        MANY,
                        () -> reserve(axon.commands(), skus)),
                    new Contender(
                        "Daybook, " + skus + " SKUs",
                        MANY,
                        () -> reserve(daybook.commands(), skus))));
        benchmarks.add("streams", results.get(0), null, null, null);
        benchmarks.add(
            "streams", results.get(1), results.get(0), "(a)", skus == MOST ? TARGET : null);
      }
    }
  }

  private static void stock(CommandGateway commands, int skus) {
    for (int sku = 0; sku < skus; sku++) {
      commands.sendAndWait(new ReceiveStock(stockItem(skus, sku), "delivery", 100_000_000));
    }
  }

  private static void reserve(CommandGateway commands, int skus) {
    var sku = ThreadLocalRandom.current().nextInt(skus);
    commands.sendAndWait(new ReserveStock(stockItem(skus, sku), SampleOrders.newId(), 1));
  }

  private static StockItemId stockItem(int skus, int sku) {
    return new StockItemId(new Sku("SKU-" + skus + "-" + sku));
  }
}
