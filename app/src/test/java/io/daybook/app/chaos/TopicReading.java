package io.daybook.app.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that is in the topics of both sides, read once more from the beginning by somebody who is
 * neither.
 *
 * @param messages that are there
 * @param distinct events that they tell of
 * @param outOfOrder events whose first message comes behind one with a later position, under the
 *     same key
 */
record TopicReading(int messages, int distinct, int outOfOrder) {

  static TopicReading of(String kafka) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topic.getKey().matches("(daybook|warehouse)\\..*"))
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
    var ids = new HashSet<String>();
    var last = new HashMap<String, Long>();
    var messages = 0;
    var outOfOrder = 0;
    while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(200))) {
        messages++;
        var event = JsonMapper.shared().readTree(message.value());
        if (ids.add(event.path("id").asString()) && event.has("position")) {
          var position = Long.parseLong(event.path("position").asString());
          var before = last.put(message.topic() + " " + message.key(), position);
          outOfOrder += before != null && position < before ? 1 : 0;
        }
      }
    }
    return new TopicReading(messages, ids.size(), outOfOrder);
  }
}
