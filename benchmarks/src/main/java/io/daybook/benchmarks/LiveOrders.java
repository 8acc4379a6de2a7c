package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import java.sql.SQLException;
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
    context = start(server, database, "command,saga,projection,query");
    for (var line : SampleOrders.place().lines()) {
      commands().sendAndWait(new ReceiveStock(new StockItemId(line.sku()), "all", 100_000_000));
    }
  }

  /** Whatever handles each event once is there, before there is a log. */
  static void makeSagas(Server server, String database) {
    try (var _ = start(server, database, "command,saga")) {
      // Its tokens are there when it has started.
    }
  }

  /** What is in the log by now is done: a shop that opens has no backlog. */
  static void moveSagasToTheEnd(Server server, String database) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      var moved =
          statement.executeUpdate(
              """
              update event_log.token_entry set token = replace(token, '-1',
                  (select max(position)::text from event_log.domain_event))
               where token = '{"globalIndex":-1}'
              """);
      if (moved == 0) {
        throw new IllegalStateException("No saga has a token");
      }
    }
  }

  private static ConfigurableApplicationContext start(
      Server server, String database, String roles) {
    return new SpringApplicationBuilder(Daybook.class)
        .run(
            "--daybook.roles=" + roles,
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
