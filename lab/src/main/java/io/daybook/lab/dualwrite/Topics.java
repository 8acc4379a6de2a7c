package io.daybook.lab.dualwrite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What the broker has.
 *
 * @param brokers where it is
 */
record Topics(String brokers) {
  private static final int PARTITIONS = 3;
  private static final long PATIENCE_SECONDS = 60;
  private static final Duration WAIT = Duration.ofMillis(200);

  /** Makes an empty one. */
  void make(String topic) throws Exception {
    try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** All that is in one, as a reader sees it that reads only what is committed. */
  List<ConsumerRecord<String, String>> read(String topic) {
    var all = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer = consumer("lab-books")) {
      var partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (!isAtEnd(consumer, ends)) {
        consumer.poll(WAIT).forEach(all::add);
      }
    }
    return all;
  }

  /**
   * Has a group begin anew at the first message. It waits until the broker knows that the group's
   * last process is gone.
   */
  void rewind(String group, List<String> names) throws InterruptedException {
    try (var consumer = consumer(group)) {
      var first = new HashMap<TopicPartition, OffsetAndMetadata>();
      for (var name : names) {
        partitions(consumer, name).forEach(one -> first.put(one, new OffsetAndMetadata(0)));
      }
      consumer.assign(first.keySet());
      var latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_SECONDS);
      while (!keeps(consumer, first, latest)) {
        Chance.pause(WAIT.toMillis());
      }
    }
  }

  private static boolean keeps(
      KafkaConsumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets, long latest) {
    try {
      consumer.commitSync(offsets);
      return true;
    } catch (CommitFailedException others) {
      if (System.nanoTime() > latest) {
        throw others;
      }
      return false;
    }
  }

  /** Waits until a group has read a topic to its end. */
  void awaitRead(String group, String topic) throws InterruptedException {
    var latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_SECONDS);
    try (var consumer = consumer(group)) {
      var partitions = partitions(consumer, topic);
      var ends = consumer.endOffsets(partitions);
      while (true) {
        var kept = consumer.committed(new HashSet<>(partitions));
        if (ends.entrySet().stream()
            .allMatch(end -> isAt(kept.get(end.getKey()), end.getValue()))) {
          return;
        }
        if (System.nanoTime() > latest) {
          throw new IllegalStateException(group + " is at " + kept + " of " + ends);
        }
        Chance.pause(WAIT.toMillis());
      }
    }
  }

  /** The last thing in a partition may be the mark at the end of a transaction. */
  private static boolean isAt(@Nullable OffsetAndMetadata kept, long end) {
    return end == 0 || (kept != null && kept.offset() >= end - 1);
  }

  /** Whether a reader has come as far as that in each partition. */
  static boolean isAtEnd(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    List<PartitionInfo> known = consumer.partitionsFor(topic);
    return known.stream().map(one -> new TopicPartition(topic, one.partition())).toList();
  }

  /** A reader that keeps its offsets when it says so. */
  KafkaConsumer<String, String> consumer(String group, Object... more) {
    var settings =
        new HashMap<String, Object>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }
}
