package io.daybook.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that was committed to the topics of a prefix, as somebody reads it who came late. */
final class TopicsForTests implements AutoCloseable {
  private final KafkaConsumer<String, String> consumer;
  private final String prefix;
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, JsonNode> byId = new HashMap<>();

  /** A message, and where it was. */
  record Message(String topic, int partition, String key, String text, JsonNode event) {
    String id() {
      return event.path("id").asString();
    }

    long position() {
      return Long.parseLong(event.path("position").asString());
    }
  }

  TopicsForTests(String bootstrapServers, String prefix) {
    this.prefix = prefix;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "reader-" + prefix,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                "500"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.subscribe(Pattern.compile(Pattern.quote(prefix) + "\\..*"));
  }

  /** How many different messages were read so far. */
  int read() {
    for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(200))) {
      var event = JsonMapper.shared().readTree(one.value());
      var message = new Message(one.topic(), one.partition(), one.key(), one.value(), event);
      messages.add(message);
      var before = byId.putIfAbsent(message.id(), event);
      assertThat(before == null || before.equals(event)).as("what has one id is the same").isTrue();
      assertThat(one.headers().lastHeader("content-type").value())
          .asString(StandardCharsets.UTF_8)
          .startsWith("application/cloudevents+json");
      assertThat(one.key()).isEqualTo(event.path("subject").asString());
      assertThat(one.topic())
          .isEqualTo(prefix + "." + event.path("type").asString().split("\\.", 3)[1]);
    }
    return byId.size();
  }

  List<Message> messages() {
    return messages;
  }

  /** How many messages came more than once. */
  int repeated() {
    return messages.size() - byId.size();
  }

  /** Of one subject nothing came before what was earlier in the log. */
  void checkOrder() {
    var latest = new HashMap<String, Long>();
    var seen = new HashSet<String>();
    for (var message : messages) {
      if (seen.add(message.id())) {
        var place = message.topic() + "/" + message.key();
        var before = latest.put(place, message.position());
        assertThat(message.position()).as(place).isGreaterThan(before == null ? -1 : before);
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
