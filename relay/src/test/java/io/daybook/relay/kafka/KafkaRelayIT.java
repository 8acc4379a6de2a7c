package io.daybook.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.relay.follow.Relay;
import io.daybook.relay.follow.RelayCursorTable;
import io.daybook.samples.broker.BrokerForTests;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

class KafkaRelayIT extends KafkaForTests {
  private static BrokerForTests broker;

  @BeforeAll
  static void start() {
    broker = BrokerForTests.startIn(directory.resolve("broker"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void the_whole_log_is_told_by_feature_and_each_subject_in_its_partition() {
    shop.sell(300);
    var node = teller(broker.bootstrapServers());
    var topics = topics(broker.bootstrapServers());
    awaitAll(topics, 1_500);
    assertThat(topics.repeated()).isZero();
    assertThat(topics.messages().stream().map(one -> one.topic()).collect(Collectors.toSet()))
        .isEqualTo(Set.of(prefix + ".order", prefix + ".inventory"));
    var partitions =
        topics.messages().stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.topic() + one.key(),
                    Collectors.mapping(one -> one.partition(), Collectors.toSet())));
    assertThat(partitions.values()).allSatisfy(some -> assertThat(some).hasSize(1));
    await().untilAsserted(() -> assertThat(node.getBean(Relay.class).lag("kafka")).isZero());
    assertThat(
            node.getBean(MeterRegistry.class)
                .get("daybook.relay.told")
                .tag("recipient", "kafka")
                .counter()
                .count())
        .isEqualTo(1_500);
    assertThat(status(node)).isEqualTo(Status.UP);
  }

  @Test
  void a_replay_tells_from_a_position_to_another_into_topics_of_its_own() {
    teller(broker.bootstrapServers());
    var live = topics(broker.bootstrapServers());
    shop.sell(100);
    awaitAll(live, 500);
    var replay = prefix + "-again";
    jdbc()
        .update(
            "insert into relay.cursor (name, position, until) values (?, 99, 299)",
            "kafka-replay/" + replay);
    var again = topics(broker.bootstrapServers(), replay);
    await().until(() -> again.read() >= 200);
    assertThat(again.messages().stream().map(one -> one.position()).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(100, 299).boxed().toList());
    again.checkOrder();
    var byId =
        live.messages().stream()
            .collect(Collectors.toMap(TopicsForTests.Message::id, TopicsForTests.Message::text));
    assertThat(again.messages())
        .allSatisfy(one -> assertThat(one.text()).isEqualTo(byId.get(one.id())));
  }

  @Test
  void a_message_that_is_too_large_stops_at_itself_until_it_is_skipped() {
    shop.sell(10);
    shop.sellAtOnce(20_000);
    shop.sell(10);
    var node = teller(broker.bootstrapServers());
    await().until(() -> cursor() == 49);
    await().until(() -> trouble(node) != null);
    await()
        .untilAsserted(
            () -> assertThat(trouble(node)).contains("position 49").contains("TooLarge"));
    assertThat(status(node)).isEqualTo(KafkaHealth.DEGRADED);
    var topics = topics(broker.bootstrapServers());
    await().until(() -> topics.read() >= 50);
    node.close();
    teller(broker.bootstrapServers(), "daybook.relay.kafka.skip=50");
    await().until(() -> topics.read() >= 100);
    topics.checkOrder();
    assertThat(topics.messages()).noneMatch(one -> one.position() == 50);
    await().untilAsserted(() -> assertThat(cursor()).isEqualTo(100));
  }

  @Test
  void without_a_broker_the_node_starts_says_so_and_tells_everything_later() {
    var late = opened(BrokerForTests.absentIn(directory.resolve(prefix)));
    var node = teller(late.bootstrapServers(), "daybook.relay.kafka.answer-within=2s");
    shop.sell(20);
    await().until(() -> trouble(node) != null);
    assertThat(status(node)).isEqualTo(KafkaHealth.DEGRADED);
    assertThat(node.getBean(Relay.class).lag("kafka")).isEqualTo(100);
    late.start();
    awaitAll(topics(late.bootstrapServers()), 100);
    await().untilAsserted(() -> assertThat(status(node)).isEqualTo(Status.UP));
    assertThat(node.getBean(RelayCursorTable.class).ofKind("kafka")).hasSize(1);
  }

  private static Status status(ConfigurableApplicationContext node) {
    return node.getBean("kafkaHealthIndicator", HealthIndicator.class).health().getStatus();
  }
}
