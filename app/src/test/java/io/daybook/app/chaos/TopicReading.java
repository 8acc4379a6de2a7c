package io.daybook.app.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is in some topics, read once more from the beginning by somebody who is no part of it.
 *
 * @param messages that are there
 * @param told events that they tell of, by their id
 * @param outOfOrder events whose first message comes behind one with a later position, under the
 *     same key
 * @param toldOtherwise messages of an event that has other words in an earlier one
 */
record TopicReading(int messages, Map<String, Told> told, int outOfOrder, int toldOtherwise) {

  /**
   * What an event's message says.
   *
   * @param position -1 where there is none
   * @param words a hash of its body
   */
  record Told(long position, int words) {}

  /** Of both sides, Daybook and the warehouse. */
  static TopicReading of(String kafka) {
    return of(kafka, "daybook", "warehouse");
  }

  /**
   * Of some topics.
   *
   * @param prefixes what their names begin with, before a point
   */
  static TopicReading of(String kafka, String... prefixes) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> List.of(prefixes).contains(topic.getKey().split("\\.")[0]))
              .flatMap(topic -> topic.getValue().stream())
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, partitions);
    }
  }

  private static TopicReading read(
      Consumer<String, String> consumer, List<TopicPartition> partitions) {
    var ends = consumer.endOffsets(partitions);
    var told = new HashMap<String, Told>();
    var last = new HashMap<String, Long>();
    var messages = 0;
    var outOfOrder = 0;
    var otherwise = 0;
    while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(200))) {
        messages++;
        var event = JsonMapper.shared().readTree(message.value());
        var position = Long.parseLong(event.path("position").asString("-1"));
        var now = new Told(position, message.value().hashCode());
        var first = told.putIfAbsent(event.path("id").asString(), now);
        otherwise += first != null && !first.equals(now) ? 1 : 0;
        if (first == null && position >= 0) {
          var before = last.put(message.topic() + " " + message.key(), position);
          outOfOrder += before != null && position < before ? 1 : 0;
        }
      }
    }
    return new TopicReading(messages, told, outOfOrder, otherwise);
  }

  int distinct() {
    return told.size();
  }

  /** What is wrong with it, if it ought to tell all that another one does, and nothing else. */
  List<String> differencesFrom(TopicReading other) {
    var wrong = new ArrayList<String>();
    other.told.forEach(
        (id, theirs) -> {
          var ours = told.get(id);
          if (!theirs.equals(ours)) {
            wrong.add((ours == null ? "never told: " : "told otherwise: ") + id + " " + theirs);
          }
        });
    told.forEach(
        (id, ours) -> {
          if (!other.told.containsKey(id)) {
            wrong.add("told, and it is not in the log: " + id + " " + ours);
          }
        });
    return wrong;
  }

  /** Without what is behind a position. */
  TopicReading upTo(long position) {
    var before = new HashMap<>(told);
    before.values().removeIf(one -> one.position() > position);
    return new TopicReading(messages, before, outOfOrder, toldOtherwise);
  }
}
