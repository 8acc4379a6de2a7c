package io.daybook.lab.dualwrite;

import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Kills a reader of a topic, and counts its parcels. */
final class ReaderTrials {
  private static final int PAGE = 1_000;

  private final Servers servers;
  private final Topics topics;
  private final String topic;
  private final List<String> orders = new ArrayList<>();
  private final Chance chance = new Chance();
  private int number;

  /** Fills a topic with so many orders, each told once. */
  ReaderTrials(Servers servers, String brokers, String topic, int count) throws Exception {
    this.servers = servers;
    this.topics = new Topics(brokers);
    this.topic = topic;
    topics.make(topic);
    for (int i = 0; i < count; i++) {
      orders.add("order-" + i);
    }
    try (var messages = new Messages(brokers, topic, OrderTrials.DEFAULT_PATIENCE_MILLIS)) {
      for (int from = 0; from < count; from += PAGE) {
        messages.send(orders.subList(from, Math.min(count, from + PAGE)));
      }
    }
  }

  /** The reader is killed after the first of effect and offset, of its first page. */
  Read killedHalfWay(Reading reading) throws Exception {
    var task = task(reading);
    try (var child = child(task.killedAt(Moment.HALF_READ))) {
      child.await(Marks.REACHED);
      child.kill();
    }
    return read(task, "killed after the first of both (times: 1)");
  }

  /** The reader is killed at random, so often at most. */
  Read killedAtRandom(Reading reading, int times) throws Exception {
    var task = task(reading);
    int kills = 0;
    for (int i = 0; i < times; i++) {
      try (var child = child(task)) {
        if (child.says(ReaderMain.READING)) {
          chance.pass(20, 200);
          kills += child.isAlive() ? 1 : 0;
          child.kill();
        }
      }
    }
    return read(task, "killed at random (times: %d)".formatted(kills));
  }

  private ReaderTask task(Reading reading) {
    number++;
    return new ReaderTask(
        reading,
        servers.port(Part.ORDERS),
        topics.brokers(),
        topic,
        "reader-" + number + "-" + reading.name().toLowerCase(Locale.ROOT),
        Moment.NEVER);
  }

  private static Child child(ReaderTask task) throws Exception {
    return new Child(ReaderMain.class, task.arguments());
  }

  private Read read(ReaderTask task, String fault) throws Exception {
    try (var child = child(task)) {
      child.end();
    }
    var parcels =
        servers.ask(Part.ORDERS, "select id from lab_parcel where reader = '" + task.name() + "'");
    var distinct = new HashSet<>(parcels);
    return new Read(
        task.reading().words(),
        fault,
        task.reading() == Reading.INBOX,
        orders.size(),
        orders.stream().filter(one -> !distinct.contains(one)).count(),
        parcels.size() - distinct.size());
  }
}
