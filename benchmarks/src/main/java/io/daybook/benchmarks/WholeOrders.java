package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.SandboxServer;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.OrderConfirmed;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Commands, sagas and sandbox in one process: an order from its placing to its confirmation. */
final class WholeOrders implements AutoCloseable {
  private static final int CALLERS = 16;

  private final ConfigurableApplicationContext context;

  /**
   * @param wiring what is wired otherwise than as delivered
   */
  WholeOrders(Server server, Class<?>... wiring) throws SQLException {
    var arguments =
        List.of(
            "--daybook.roles=command,saga",
            "--server.port=0",
            "--daybook.database=external",
            "--daybook.demo=false",
            "--daybook.log.seal-every=1h",
            "--daybook.outside-world.sandbox-port=0",
            "--daybook.outside-world.sandbox-file=",
            "--logging.level.root=warn",
            "--spring.datasource.url=" + server.url(server.newDatabase()),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=");
    context =
        new SpringApplicationBuilder(Daybook.class)
            .sources(wiring)
            .run(arguments.toArray(String[]::new));
    for (var line : SampleOrders.place().lines()) {
      commands().sendAndWait(new ReceiveStock(new StockItemId(line.sku()), "all", 100_000_000));
    }
  }

  /** Every answer of the outside takes so long. */
  void latency(int millis) {
    var rule = new Faults.Rule("*", null, Faults.Kind.LATENCY, 1, millis, null);
    context
        .getBean(SandboxServer.class)
        .faults()
        .plan(new Faults.Plan(0, millis == 0 ? List.of() : List.of(rule)));
  }

  /** Places so many orders and answers how many a second were confirmed, the last one included. */
  double confirmedPerSecond(int orders) throws Exception {
    var store = context.getBean(EventStore.class);
    try (var log = store.openStream(store.createHeadToken());
        var callers = Executors.newFixedThreadPool(CALLERS)) {
      var start = System.nanoTime();
      IntStream.range(0, orders)
          .forEach(_ -> callers.execute(() -> commands().sendAndWait(SampleOrders.place())));
      for (int confirmed = 0; confirmed < orders; ) {
        if (log.nextAvailable().getPayloadType() == OrderConfirmed.class) {
          confirmed++;
        }
      }
      return orders / ((System.nanoTime() - start) / 1e9);
    }
  }

  private CommandGateway commands() {
    return context.getBean(CommandGateway.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
