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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Commands, sagas and sandbox in one process: an order from its placing to its confirmation. */
final class WholeOrders implements AutoCloseable {
  private static final int CALLERS = 16;

  /** PostgreSQL tells what it has counted after ten seconds without work. */
  private static final long REST_SECONDS = 11;

  private final ConfigurableApplicationContext context;
  private final String database;

  /**
   * @param wiring what is wired otherwise than as delivered
   */
  WholeOrders(Server server, Class<?>... wiring) throws SQLException {
    this(server, "command,saga", wiring);
  }

  /** With read models and queries as well, as delivered. */
  static WholeOrders withAllRoles(Server server) throws SQLException {
    return new WholeOrders(server, "");
  }

  private WholeOrders(Server server, String roles, Class<?>... wiring) throws SQLException {
    database = server.newDatabase();
    var arguments =
        List.of(
            "--daybook.roles=" + roles,
            "--server.port=0",
            "--daybook.database=external",
            "--daybook.demo=false",
            "--daybook.log.seal-every=1h",
            "--daybook.outside-world.sandbox-port=0",
            "--daybook.outside-world.sandbox-file=",
            "--logging.level.root=warn",
            "--spring.datasource.url=" + server.url(database),
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

  String database() {
    return database;
  }

  /** Places so many orders a second, for so many seconds, and waits for none of them. */
  void steadily(int perSecond, int seconds) {
    try (var callers = Executors.newScheduledThreadPool(CALLERS)) {
      for (int i = 0; i < perSecond * seconds; i++) {
        var unused =
            callers.schedule(
                () -> commands().sendAndWait(SampleOrders.place()),
                i * 1_000L / perSecond,
                TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Lets what follows from the last order come to its end, and be counted. */
  void rest() throws InterruptedException {
    TimeUnit.SECONDS.sleep(REST_SECONDS);
  }

  private CommandGateway commands() {
    return context.getBean(CommandGateway.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
