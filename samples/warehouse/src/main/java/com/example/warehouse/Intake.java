package com.example.warehouse;

import com.example.warehouse.PickTable.Pick;
import com.example.warehouse.ShopEvent.NotUnderstoodException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Hears what Daybook tells. A page of messages is one transaction: the ids of its events and what
 * follows from them. Only after it the broker is told that they were read; so an event may come
 * twice, and the second time its id is known.
 */
final class Intake implements Loop.Work, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final List<String> TOPICS = List.of("daybook.shipping", "daybook.inventory");
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Consumer<String, byte[]> consumer;
  private final InboxTable inbox;
  private final PickTable picks;
  private final ShelfTable shelves;
  private final TransactionOperations transaction;
  private final Runnable whenHeard;

  Intake(
      Consumer<String, byte[]> consumer,
      InboxTable inbox,
      PickTable picks,
      ShelfTable shelves,
      TransactionOperations transaction,
      Runnable whenHeard) {
    this.consumer = consumer;
    this.inbox = inbox;
    this.picks = picks;
    this.shelves = shelves;
    this.transaction = transaction;
    this.whenHeard = whenHeard;
    consumer.subscribe(TOPICS);
  }

  /** A consumer of the group of all warehouses. */
  static Consumer<String, byte[]> of(String brokers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            brokers,
            "group.id",
            "warehouse",
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "allow.auto.create.topics",
            false,
            "metadata.max.age.ms",
            5_000), // topics that are made later are found soon
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public boolean run() {
    var page = consumer.poll(PATIENCE);
    if (page.isEmpty()) {
      return true;
    }
    try {
      transaction.executeWithoutResult(_ -> page.forEach(this::hear));
    } catch (RuntimeException failure) {
      rewind(page); // nothing of the page has happened, so all of it comes again
      throw failure;
    }
    whenHeard.run();
    consumer.commitSync();
    return true;
  }

  private void rewind(ConsumerRecords<String, byte[]> page) {
    for (var partition : page.partitions()) {
      if (consumer.assignment().contains(partition)) {
        consumer.seek(partition, page.records(partition).getFirst().offset());
      }
    }
  }

  private void hear(ConsumerRecord<String, byte[]> message) {
    try {
      var event = ShopEvent.read(message.value());
      if (inbox.isNew(message.topic(), event)) {
        follow(event);
      }
    } catch (NotUnderstoodException trouble) {
      var place = message.topic() + "-" + message.partition() + "-" + message.offset();
      log.error("{} is not understood: {}", place, trouble.why());
      inbox.note(place, message.topic(), trouble.why());
    }
  }

  /** Reads all that it needs before it writes: what is not understood has no effect. */
  private void follow(ShopEvent event) throws NotUnderstoodException {
    switch (event.type()) {
      case "daybook.shipping.picking-started.v1" -> {
        var lines = new TreeMap<String, Integer>();
        for (var item : event.data().path("items")) {
          lines.merge(
              ShopEvent.text(item, "sku"), ShopEvent.number(item, "quantity"), Integer::sum);
        }
        picks.open(
            new Pick(event.text("shipmentId"), event.subject(), event.id(), event.correlation()),
            lines);
      }
      case "daybook.shipping.picking-cancelled.v1" -> {
        var shipment = event.text("shipmentId");
        picks
            .cancel(shipment, event.subject(), event.id())
            .filter("DISPATCHED"::equals)
            .ifPresent(
                _ -> {
                  log.warn("{} is called back: its order was cancelled before it left", shipment);
                  shelves.move(shipment, true);
                });
      }
      case "daybook.shipping.dispatched.v1" -> {
        var shipment = event.text("shipmentId");
        picks
            .settle(shipment)
            .filter("OPEN"::equals)
            .ifPresent(_ -> shelves.move(shipment, false)); // somebody has told Daybook by hand
      }
      case "daybook.inventory.received.v1" -> {
        var receipt = event.text("receiptId");
        shelves.book(event.subject(), receipt, event.number("quantity"));
        shelves.confirm(event.subject(), receipt);
      }
      case "daybook.inventory.adjusted.v1" ->
          shelves.put(event.subject(), event.number("difference"));
      case "daybook.inventory.restocked.v1" ->
          shelves.put(event.subject(), event.number("quantity"));
      default -> log.debug("{} is of no interest here", event.type());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
