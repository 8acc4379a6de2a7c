package io.daybook.benchmarks;

import static io.daybook.benchmarks.Benchmarks.MANY;

import io.daybook.benchmarks.Results.Row;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PlaceOrder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** What it costs that personal data is sealed, and that the keys are somebody's. */
final class SealingSuite implements Suite {
  private static final String CLEAR = "in clear, PlaceOrder";
  private static final String KNOWN = "sealed, PlaceOrder of a customer seen lately";
  private static final String NEW = "sealed, PlaceOrder of a new customer each";
  private static final double MOST_LOST_BY_ORDERS = 0.9;
  private static final double MOST_LOST_BY_READERS = 0.75;
  private static final int ORDERS_OF_A_CUSTOMER = 3;

  private final Benchmarks benchmarks;
  private final AtomicLong customers = new AtomicLong();

  SealingSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("Sealing");
    try (var server = Server.thatCountsStatements()) {
      place(server);
      rebuild(server);
    }
  }

  private void place(Server server) throws Exception {
    try (var clear = DaybookLog.inClear(server, server.newDatabase());
        var sealed = new DaybookLog(server)) {
      var contenders = new ArrayList<Contender>();
      for (int callers : new int[] {1, MANY}) {
        contenders.add(new Contender(CLEAR, callers, () -> place(clear.commands(), "17850")));
        contenders.add(new Contender(KNOWN, callers, () -> place(sealed.commands(), "17850")));
        contenders.add(
            new Contender(
                NEW, callers, () -> place(sealed.commands(), "c-" + customers.incrementAndGet())));
      }
      var results = benchmarks.interleaved(contenders);
      for (int callers : new int[] {1, MANY}) {
        var base = Measured.find(results, CLEAR, callers);
        benchmarks.add("sealing", base, null, null, null);
        benchmarks.add(
            "sealing",
            Measured.find(results, KNOWN, callers),
            base,
            "in clear",
            MOST_LOST_BY_ORDERS);
        benchmarks.add("sealing", Measured.find(results, NEW, callers), base, "in clear", null);
      }
    }
  }

  private static void place(CommandGateway commands, String customer) {
    var sample = SampleOrders.place();
    var order =
        new PlaceOrder(
            sample.orderId(),
            new CustomerId(customer),
            sample.lines(),
            sample.deliveryAddress(),
            sample.paymentToken(),
            sample.orderedAt());
    commands.sendAndWait(
        new GenericCommandMessage<>(order, Map.of(MetadataKeys.PRESUMED_NEW, "true")));
  }

  /** Rounds alternate, and each has a log and a process of its own. */
  private void rebuild(Server server) throws Exception {
    var events = benchmarks.rounds() == 1 ? 24_000 : 60_000;
    var clear = new ArrayList<Double>();
    var sealed = new ArrayList<Double>();
    for (int round = 0; round <= benchmarks.rounds(); round++) {
      var inClear = rebuilt(server, events, true);
      var opened = rebuilt(server, events, false);
      if (round > 0) { // the first one warms up
        clear.add(inClear);
        sealed.add(opened);
      }
    }
    var base = median(clear);
    benchmarks.report().add(Row.of("sealing", "all read models, from a log in clear", base));
    benchmarks
        .report()
        .add(
            Row.of("sealing", "all read models, from a sealed log", median(sealed))
                .against("in clear", median(sealed) / base)
                .withTarget(MOST_LOST_BY_READERS));
  }

  private double rebuilt(Server server, int events, boolean inClear) throws SQLException {
    benchmarks.report().begin((inClear ? "in clear" : "sealed") + ", a log of " + events);
    var database = server.newDatabase();
    try (var log =
        inClear ? DaybookLog.inClear(server, database) : new DaybookLog(server, database)) {
      new OrderLives(log.engine(), this::placed).append(events);
    }
    return new ReadModels(server, database, events).rebuild(2_000).perSecond();
  }

  private OrderPlaced placed() {
    var sample = SampleOrders.placed();
    return new OrderPlaced(
        sample.orderId(),
        new CustomerId("c-" + customers.incrementAndGet() / ORDERS_OF_A_CUSTOMER),
        sample.lines(),
        sample.total(),
        sample.deliveryAddress(),
        sample.paymentToken(),
        sample.orderedAt());
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
