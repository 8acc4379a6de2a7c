package io.daybook.lab.dualwrite;

import io.daybook.lab.dualwrite.Found.Marked;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import io.daybook.samples.broker.BrokerForTests;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Experiment 5: an order is a row in a database and a message at a broker. */
public final class DualWrite implements Experiment {
  private static final int KILLS = 5;
  private static final int FEW_KILLS = 3;
  private static final int OUTAGES = 1;
  private static final int OUR_KILLS = 2;
  private static final int MESSAGES = 20_000;
  private static final int FEW_MESSAGES = 2_000;

  @Override
  public String name() {
    return "dual-write";
  }

  @Override
  public String question() {
    return "What is lost, and what is told that never happened, when an order is written to a"
        + " database and to a broker one after the other, and what is done twice?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    if (!quick && !DaybookTrials.canRun()) {
      throw new IllegalStateException("The platform is not built: ./mvnw -pl app -am package");
    }
    says.line("PostgreSQL and a Kafka broker are started");
    var directory = Files.createTempDirectory("lab-broker");
    try (var servers = Servers.one();
        var broker = BrokerForTests.startIn(directory.resolve("broker"))) {
      servers.execute(Part.ORDERS, Outbox.TABLE);
      servers.execute(Part.ORDERS, Parcels.TABLES);
      var orders = new OrderTrials(servers, broker);
      var marked = marked(orders, says);
      var told = told(orders, quick, says);
      var read = read(servers, broker, quick, says);
      if (DaybookTrials.canRun()) {
        daybook(servers, broker, quick, says, told, read);
      }
      return Report.of(new Found(marked, told, read), quick);
    }
  }

  private static List<Marked> marked(OrderTrials orders, Says says) throws Exception {
    var all = new ArrayList<Marked>();
    for (var way : Way.values()) {
      for (var moment : way.moments()) {
        var one = new Marked(way, moment, orders.killedAt(way, moment));
        says.line(
            "%s, killed when %s: %s".formatted(way.words(), moment.words(), one.count().verdict()));
        all.add(one);
      }
    }
    return all;
  }

  private static List<Told> told(OrderTrials orders, boolean quick, Says says) throws Exception {
    var all = new ArrayList<Told>();
    for (var fault : Fault.values()) {
      for (var way : Way.values()) {
        add(all, orders.under(way, fault, times(fault, quick ? FEW_KILLS : KILLS, quick)), says);
      }
    }
    return all;
  }

  private static int times(Fault fault, int kills, boolean quick) {
    return switch (fault) {
      case KILLS -> kills;
      case OUTAGES, OUTAGES_AND_KILLS -> quick ? 1 : OUTAGES;
    };
  }

  private static void add(List<Told> all, Told one, Says says) {
    says.line(
        "%s, %s (times: %d): of %,d orders %,d lost, %,d ghosts, %,d told again, %,d refused"
            .formatted(
                one.who(),
                one.fault().words(),
                one.times(),
                one.count().orders(),
                one.count().lost(),
                one.count().ghosts(),
                one.count().doubled(),
                one.refused()));
    all.add(one);
  }

  private static List<Read> read(Servers servers, BrokerForTests broker, boolean quick, Says says)
      throws Exception {
    var readers =
        new ReaderTrials(
            servers, broker.bootstrapServers(), "orders-to-read", quick ? FEW_MESSAGES : MESSAGES);
    var all = new ArrayList<Read>();
    for (var reading : Reading.values()) {
      add(all, readers.killedHalfWay(reading), says);
      if (!quick) {
        add(all, readers.killedAtRandom(reading, KILLS), says);
      }
    }
    return all;
  }

  private static void add(List<Read> all, Read one, Says says) {
    says.line(
        "reader, %s, %s: of %,d effects %,d missing, %,d doubled"
            .formatted(one.who(), one.fault(), one.orders(), one.missing(), one.doubled()));
    all.add(one);
  }

  private static void daybook(
      Servers servers,
      BrokerForTests broker,
      boolean quick,
      Says says,
      List<Told> told,
      List<Read> read)
      throws Exception {
    try (var daybook = new DaybookTrials(servers, broker, says)) {
      for (var fault : quick ? List.of(Fault.KILLS) : List.of(Fault.values())) {
        add(told, daybook.under(fault, times(fault, quick ? 1 : OUR_KILLS, quick)), says);
      }
      add(read, daybook.warehouse(), says);
      add(read, daybook.warehouseHearsAllAgain(), says);
    }
  }
}
