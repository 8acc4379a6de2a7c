package io.daybook.lab.dualwrite;

import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import io.daybook.samples.broker.BrokerForTests;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Breaks a service of one way, and compares what database and broker have. */
final class OrderTrials {
  /** How long the producer tries where the broker is killed, and the service is not. */
  static final long PATIENCE_MILLIS = 1_000;

  /** How long Kafka's producer tries by default. */
  static final long DEFAULT_PATIENCE_MILLIS = 120_000;

  /** How long the broker is away. */
  static final long OUTAGE_MILLIS = 3_000;

  /** How many customers a service has at a time. */
  static final int CALLERS = 8;

  private static final int AFTERWARDS_MILLIS = 1_000;
  private static final String NOBODY_LEFT =
      "select pid from pg_stat_activity where application_name = 'lab' and pid <>"
          + " pg_backend_pid()";

  private final Servers servers;
  private final BrokerForTests broker;
  private final Topics topics;
  private final Chance chance = new Chance();
  private int number;

  OrderTrials(Servers servers, BrokerForTests broker) {
    this.servers = servers;
    this.broker = broker;
    this.topics = new Topics(broker.bootstrapServers());
  }

  /** One order, and the process is killed where it stands still; then what is left is ended. */
  Count killedAt(Way way, Moment moment) throws Exception {
    var task = task(way, DEFAULT_PATIENCE_MILLIS).withCallers(1).killedAt(moment);
    try (var child = child(task)) {
      child.await(Marks.REACHED);
      child.kill();
    }
    rest(task);
    return count(task);
  }

  /** Many orders, under a fault. */
  Told under(Way way, Fault fault, int times) throws Exception {
    var task = task(way, fault == Fault.OUTAGES ? PATIENCE_MILLIS : DEFAULT_PATIENCE_MILLIS);
    var refused =
        switch (fault) {
          case KILLS -> killed(task, times);
          case OUTAGES -> withoutBroker(task, times);
          case OUTAGES_AND_KILLS -> killedWithoutBroker(task, times);
        };
    rest(task);
    return new Told(way.words(), false, way.isDual(), fault, times, refused, count(task));
  }

  private long killed(OrderTask task, int times) throws Exception {
    long refused = 0;
    for (int i = 0; i < times; i++) {
      try (var child = child(task)) {
        child.await(OrderMain.TAKING);
        chance.pass(50, 500);
        child.kill();
        refused += child.times(OrderMain.REFUSED);
      }
    }
    return refused;
  }

  private long withoutBroker(OrderTask task, int times) throws Exception {
    try (var child = child(task)) {
      child.await(OrderMain.TAKING);
      for (int i = 0; i < times; i++) {
        chance.pass(200, 500);
        broker.kill();
        Chance.pause(OUTAGE_MILLIS);
        broker.start();
        Chance.pause(AFTERWARDS_MILLIS);
      }
      child.end();
      return child.times(OrderMain.REFUSED);
    }
  }

  private long killedWithoutBroker(OrderTask task, int times) throws Exception {
    long refused = 0;
    for (int i = 0; i < times; i++) {
      try (var child = child(task)) {
        child.await(OrderMain.TAKING);
        chance.pass(200, 500);
        broker.kill();
        chance.pass(200, 500);
        child.kill();
        refused += child.times(OrderMain.REFUSED);
      }
      broker.start();
    }
    return refused;
  }

  private OrderTask task(Way way, long patience) throws Exception {
    number++;
    var series = "orders-" + number + "-" + way.name().toLowerCase(Locale.ROOT);
    topics.make(series);
    return new OrderTask(
        way, servers.port(Part.ORDERS), topics.brokers(), series, CALLERS, patience, Moment.NEVER);
  }

  private static Child child(OrderTask task) throws Exception {
    return new Child(OrderMain.class, task.arguments());
  }

  /** The service is started once more, without customers: it ends what it finds. */
  private void rest(OrderTask task) throws Exception {
    while (!servers.ask(Part.ORDERS, NOBODY_LEFT).isEmpty()) {
      Chance.pause(10);
    }
    if (!task.way().isDual()) {
      try (var child = child(task.withCallers(0).killedAt(Moment.NEVER))) {
        child.end();
      }
    }
  }

  private Count count(OrderTask task) throws Exception {
    return Count.of(
        servers.ask(
            Part.ORDERS, "select id from lab_order where id like '" + task.series() + "-%'"),
        topics.read(task.series()).stream().map(ConsumerRecord::key).toList());
  }
}
