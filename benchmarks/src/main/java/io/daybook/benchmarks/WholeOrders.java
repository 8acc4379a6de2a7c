package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.benchmarks.Meter.Spent;
import io.daybook.eventstore.FollowersHere;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.SandboxServer;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A platform that takes orders from their placing to their confirmation. */
final class WholeOrders implements AutoCloseable {
  private static final int CALLERS = 16;
  private static final long REST_NANOS = 500_000_000;

  private final ConfigurableApplicationContext context;
  private final Meter meter;
  private final boolean hasReadModels;

  /**
   * @param roles of the platform; none are all
   * @param sandbox the outside in a process of its own, or null to have it in this one
   * @param wiring what is wired otherwise than as delivered
   */
  WholeOrders(Server server, String roles, @Nullable SandboxProcess sandbox, Class<?>... wiring)
      throws SQLException {
    var database = server.newDatabase();
    var arguments =
        new ArrayList<>(
            List.of(
                "--daybook.roles=" + roles,
                "--server.port=0",
                "--daybook.database=external",
                "--daybook.demo=false",
                "--daybook.log.seal-every=1h",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password="));
    arguments.addAll(
        sandbox == null
            ? List.of(
                "--daybook.outside-world.sandbox-port=0", "--daybook.outside-world.sandbox-file=")
            : sandbox.settings());
    context =
        new SpringApplicationBuilder(Daybook.class)
            .sources(wiring)
            .run(arguments.toArray(String[]::new));
    if (sandbox != null) {
      sandbox.tell(port());
    }
    meter = new Meter(server, database, sandbox == null ? null : sandbox.handle());
    hasReadModels = roles.isEmpty();
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

  /**
   * Places so many orders, and answers how many a second were confirmed, the last one included, and
   * in all read models where this platform has them.
   */
  double confirmedPerSecond(int orders) throws Exception {
    try (var underWay = underWay();
        var callers = Executors.newFixedThreadPool(CALLERS)) {
      var start = System.nanoTime();
      var placing =
          IntStream.range(0, orders)
              .mapToObj(_ -> callers.submit(() -> underWay.place(SampleOrders.place())))
              .toList();
      for (var one : placing) {
        one.get();
      }
      awaitEnd(underWay, orders);
      return orders / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("An order was not taken", failed);
    }
  }

  /**
   * Places an order when the one before is confirmed, and has been for so long that the log is not
   * busy any more.
   */
  Load.Result oneByOne(int orders) throws Exception {
    try (var underWay = underWay()) {
      LockSupport.parkNanos(10 * REST_NANOS);
      var start = System.nanoTime();
      for (int i = 0; i < orders; i++) {
        LockSupport.parkNanos(REST_NANOS);
        underWay.place(SampleOrders.place());
        underWay.awaitConfirmed(1);
      }
      return underWay.latencies(orders / ((System.nanoTime() - start) / 1e9));
    }
  }

  /** Places orders at a steady rate, whatever becomes of them. */
  Load.Result steadily(double perSecond, Duration time) throws Exception {
    var orders = (int) Math.max(1, perSecond * time.toSeconds());
    try (var underWay = underWay()) {
      keepPlacing(underWay, perSecond, orders);
      awaitEnd(underWay, orders);
      return underWay.latencies(perSecond);
    }
  }

  /** Places so many orders at a steady rate. */
  static void keepPlacing(OrdersUnderWay underWay, double perSecond, int orders) {
    try (var callers = Executors.newCachedThreadPool()) {
      var start = System.nanoTime();
      for (int i = 0; i < orders; i++) {
        LockSupport.parkNanos(start + (long) (i / perSecond * 1e9) - System.nanoTime());
        callers.execute(() -> underWay.place(SampleOrders.place()));
      }
    }
  }

  /** Orders that are placed by whoever, until they are confirmed. */
  OrdersUnderWay underWay() {
    return new OrdersUnderWay(commands(), context.getBean(EventStore.class));
  }

  /** The same, however many are under way. */
  OrdersUnderWay underWayWithoutLimit() {
    return new OrdersUnderWay(commands(), context.getBean(EventStore.class), Integer.MAX_VALUE);
  }

  /** Waits until so many orders are confirmed and, with read models, are in them. */
  void awaitEnd(OrdersUnderWay underWay, int orders) throws Exception {
    underWay.awaitConfirmed(orders);
    if (hasReadModels) {
      var head = context.getBean(EventStore.class).createHeadToken().position().orElse(-1);
      ReadModels.awaitAll(context.getBean(FollowersHere.class), head);
    }
  }

  Spent spent() throws SQLException {
    return meter.read();
  }

  /** What it asks PostgreSQL. */
  Meter meter() {
    return meter;
  }

  CommandGateway commands() {
    return Sender.in(context);
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
