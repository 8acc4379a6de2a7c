package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole platform that is given orders at a steady pace, and how long they wait. */
final class LiveOrders implements AutoCloseable {
  private static final int PER_SECOND = 15;
  private static final int THREADS = 32;

  private final ConfigurableApplicationContext context;

  LiveOrders(Server server, String database) {
    context =
        new SpringApplicationBuilder(Daybook.class)
            .run(
                "--server.port=0",
                "--daybook.database=external",
                "--daybook.demo=false",
                "--daybook.log.seal-every=1h",
                "--daybook.projections.verify-cron=-",
                "--daybook.reconciliation.cron=-",
                "--daybook.outside-world.sandbox-port=0",
                "--daybook.outside-world.sandbox-file=",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");
    for (var line : SampleOrders.place().lines()) {
      commands().sendAndWait(new ReceiveStock(new StockItemId(line.sku()), "all", 100_000_000));
    }
  }

  String port() {
    return context.getEnvironment().getRequiredProperty("local.server.port");
  }

  /** How long one of a hundred orders waits at least, in milliseconds, while this goes on. */
  double p99(BooleanSupplier goesOn) throws InterruptedException {
    var waited = new ConcurrentLinkedQueue<Long>();
    try (var pace = Executors.newScheduledThreadPool(THREADS)) {
      var orders =
          pace.scheduleAtFixedRate(
              () -> {
                var due = System.nanoTime();
                pace.execute(
                    () -> {
                      commands().sendAndWait(SampleOrders.place());
                      waited.add(System.nanoTime() - due);
                    });
              },
              0,
              1_000_000_000 / PER_SECOND,
              TimeUnit.NANOSECONDS);
      while (goesOn.getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      orders.cancel(false);
    }
    var sorted = waited.stream().sorted().toList();
    return sorted.get((int) (sorted.size() * 0.99)) / 1e6;
  }

  private CommandGateway commands() {
    return Sender.in(context);
  }

  @Override
  public void close() {
    context.close();
  }
}
