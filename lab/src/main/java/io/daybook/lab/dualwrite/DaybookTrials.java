package io.daybook.lab.dualwrite;

import io.daybook.lab.experiment.Says;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.Shape;
import io.daybook.lab.shop.Servers;
import io.daybook.samples.broker.BrokerForTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform as it is delivered, which takes orders and tells of them from its log, and the
 * sample of a warehouse, which hears of them. Both are killed.
 */
final class DaybookTrials implements AutoCloseable {
  /** What it does, and how it is called in the tables. */
  static final String WORDS = "Daybook: the log is the outbox";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ORDERS = "daybook.order";
  private static final String PLACED = "daybook.order.placed.v1";
  private static final long PATIENCE_NANOS = 180_000_000_000L;
  private static final long FIRST_COUNT = 1_000_000;
  private static final int POLL_MILLIS = 200;

  private final BrokerForTests broker;
  private final Topics topics;
  private final Platform platform;
  private final WarehouseProcess warehouse;
  private final DaybookShop shop;
  private final String counted;
  private final Chance chance = new Chance();
  private Count before = new Count(0, 0, 0, 0);
  private int warehouseKills;

  DaybookTrials(Servers servers, BrokerForTests broker, Says says) throws Exception {
    says.line("Daybook is started, with the roles command and relay, and a warehouse");
    this.broker = broker;
    this.topics = new Topics(broker.bootstrapServers());
    this.platform =
        new Platform(
            Shape.of("command,relay")
                .told("--daybook.relay.kafka.bootstrap-servers=" + broker.bootstrapServers()));
    platform.start();
    this.counted = platform.product();
    this.shop = new DaybookShop(platform, platform.product(), counted);
    this.warehouse = new WarehouseProcess(servers, broker.bootstrapServers());
    warehouse.start();
    awaitWarehouse();
  }

  /** Whether there is what it takes. */
  static boolean canRun() {
    return Platform.isBuilt() && WarehouseProcess.isBuilt();
  }

  /** Many orders, under a fault; where it is killed, so is the warehouse, once. */
  Told under(Fault fault, int times) throws Exception {
    shop.open();
    for (int i = 0; i < times; i++) {
      chance.pass(500, 1_500);
      if (i == 0 && fault == Fault.KILLS) { // once: its group notices after 45 s
        killWarehouse();
      }
      strike(fault);
    }
    chance.pass(500, 1_000);
    shop.rest();
    var all = awaitTold();
    var since = all.minus(before);
    before = all;
    return new Told(WORDS, true, false, fault, times, shop.refusedSince(), since);
  }

  private void strike(Fault fault) throws Exception {
    var process = platform.process(0);
    switch (fault) {
      case KILLS -> {
        process.kill();
        process.start();
        process.awaitUp();
      }
      case OUTAGES -> {
        broker.kill();
        Chance.pause(OrderTrials.OUTAGE_MILLIS);
        broker.start();
      }
      case OUTAGES_AND_KILLS -> {
        broker.kill();
        chance.pass(500, 1_000);
        process.kill();
        broker.start();
        process.start();
        process.awaitUp();
      }
    }
  }

  /** As soon as it has done more, and perhaps before it has told the broker so. */
  private void killWarehouse() throws Exception {
    var heard = warehouse.heard();
    var latest = System.nanoTime() + PATIENCE_NANOS;
    while (warehouse.heard() == heard) {
      checkPatience(latest, "The warehouse hears nothing");
      Chance.pause(1);
    }
    warehouse.kill();
    warehouseKills++;
    warehouse.start();
  }

  /** What the warehouse has come to, after all that was done to it. */
  Read warehouse() throws Exception {
    awaitWarehouse();
    var units = units();
    var shelf = warehouse.onShelf(counted);
    return new Read(
        "samples/warehouse, as it is",
        "killed upon an effect (times: %d)".formatted(warehouseKills),
        true,
        counts(),
        Math.max(0, units - shelf),
        Math.max(0, shelf - units));
  }

  /** The warehouse hears everything once more. */
  Read warehouseHearsAllAgain() throws Exception {
    warehouse.kill();
    topics.rewind("warehouse", List.of("daybook.inventory", "daybook.shipping"));
    warehouse.start();
    topics.awaitRead("warehouse", "daybook.inventory");
    var units = units();
    var shelf = warehouse.onShelf(counted);
    return new Read(
        "samples/warehouse, as it is",
        "all messages come again",
        true,
        counts(),
        Math.max(0, units - shelf),
        Math.max(0, shelf - units));
  }

  private void awaitWarehouse() throws Exception {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    while (warehouse.onShelf(counted) < units()) {
      checkPatience(latest, "The warehouse does not hear everything");
      Chance.pause(POLL_MILLIS);
    }
  }

  /** The units that the log has on the shelf that is counted. */
  private long units() throws Exception {
    return FIRST_COUNT
        + number(
            "select coalesce(sum((payload::jsonb->>'difference')::bigint), 0) from"
                + " event_log.domain_event where payload_type like '%.StockAdjusted'");
  }

  private long counts() throws Exception {
    return number(
        "select count(*) from event_log.domain_event where payload_type like '%.StockAdjusted'");
  }

  private long number(String question) throws Exception {
    return Long.parseLong(platform.ask(question).getFirst());
  }

  /** Until the broker has what the log has; after long enough, with what it has. */
  private Count awaitTold() throws Exception {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    var count = count();
    while (!count.isEven() && System.nanoTime() < latest) {
      Chance.pause(POLL_MILLIS);
      count = count();
    }
    return count;
  }

  private Count count() throws Exception {
    var told = new ArrayList<String>();
    for (var message : topics.read(ORDERS)) {
      var event = JSON.readTree(message.value());
      if (event.path("type").asString().equals(PLACED)) {
        told.add(event.path("id").asString());
      }
    }
    return Count.of(
        platform.ask(
            "select event_id from event_log.domain_event where payload_type like '%.OrderPlaced'"),
        told);
  }

  private static void checkPatience(long latest, String trouble) {
    if (System.nanoTime() > latest) {
      throw new IllegalStateException(trouble);
    }
  }

  @Override
  public void close() throws IOException {
    shop.close();
    warehouse.close();
    platform.close();
  }
}
