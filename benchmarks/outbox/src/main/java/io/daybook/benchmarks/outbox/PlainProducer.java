package io.daybook.benchmarks.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What is left when nothing has to be read, mapped or remembered. It sends records that are in
 * memory, waits for their acknowledgement once, at the end, and prints how many a second.
 */
public final class PlainProducer {
  private PlainProducer() {}

  /**
   * Sends once to warm up, and once more.
   *
   * @param arguments the broker's address, a pattern of the topics whose records are sent again,
   *     how many there are at least, and what is put before the names of the topics that they are
   *     sent to
   */
  public static void main(String[] arguments) {
    var records = read(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
    try (var out = new KafkaOut(arguments[0])) {
      var unused = perSecond(out, records, arguments[3]);
      System.out.println(
          perSecond(out, records, arguments[3]) + " " + bytes(records) / records.size());
    }
  }

  private record Kept(String topic, ProducerRecord<String, byte[]> content) {}

  private static double perSecond(KafkaOut out, List<Kept> records, String before) {
    var start = System.nanoTime();
    for (var one : records) {
      var same = one.content();
      out.send(
          new ProducerRecord<>(
              before + one.topic(), null, null, same.key(), same.value(), same.headers()));
    }
    out.awaitAcknowledged();
    return records.size() / ((System.nanoTime() - start) / 1e9);
  }

  private static long bytes(List<Kept> records) {
    return records.stream().mapToLong(one -> one.content().value().length).sum();
  }

  private static List<Kept> read(String broker, String topics, int atLeast) {
    var records = new ArrayList<Kept>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker,
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(Pattern.compile(topics));
      while (records.size() < atLeast) {
        for (var read : consumer.poll(Duration.ofMillis(200))) {
          records.add(
              new Kept(
                  read.topic(),
                  new ProducerRecord<>(
                      read.topic(), null, null, read.key(), read.value(), read.headers())));
        }
      }
    }
    return records;
  }
}
