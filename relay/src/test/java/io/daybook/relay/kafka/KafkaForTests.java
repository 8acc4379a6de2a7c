package io.daybook.relay.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.relay.follow.Relay;
import io.daybook.relay.testing.NodeForTests;
import io.daybook.relay.testing.NodeProcess;
import io.daybook.relay.testing.ShopForTests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** A shop of its own for each test, and topics of its own. */
abstract class KafkaForTests {
  @TempDir static Path directory;

  final PostgresForTests.Database database = PostgresForTests.newDatabase();
  final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
  private final List<AutoCloseable> open = new ArrayList<>();

  /** The shop tells nobody itself. */
  private final ConfigurableApplicationContext counter =
      opened(NodeForTests.start(database, Silent.class, List.of()));

  final ShopForTests shop = new ShopForTests(counter.getBean(EventStore.class));

  @Configuration(proxyBeanMethods = false)
  static class Silent {}

  @Configuration(proxyBeanMethods = false)
  @Import(KafkaConfiguration.class)
  static class Telling {}

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.removeLast().close();
    }
  }

  <T extends AutoCloseable> T opened(T one) {
    open.add(one);
    return one;
  }

  private List<String> settings(String bootstrapServers, String... more) {
    var settings =
        new ArrayList<>(
            List.of(
                "daybook.relay.kafka.bootstrap-servers=" + bootstrapServers,
                "daybook.relay.kafka.topic-prefix=" + prefix,
                "daybook.relay.kafka.partitions=2",
                "daybook.relay.kafka.answer-within=4s"));
    settings.addAll(List.of(more));
    return settings;
  }

  ConfigurableApplicationContext teller(String bootstrapServers, String... more) {
    return opened(NodeForTests.start(database, Telling.class, settings(bootstrapServers, more)));
  }

  NodeProcess process(String bootstrapServers, String name) {
    return opened(
        new NodeProcess(
                database,
                Telling.class,
                settings(bootstrapServers),
                directory.resolve(prefix + "-" + name + ".log"))
            .start());
  }

  TopicsForTests topics(String bootstrapServers) {
    return topics(bootstrapServers, prefix);
  }

  TopicsForTests topics(String bootstrapServers, String of) {
    return opened(new TopicsForTests(bootstrapServers, of));
  }

  JdbcTemplate jdbc() {
    return counter.getBean(JdbcTemplate.class);
  }

  /** Everything that the log has to tell, and nothing else, in its order, without a name in it. */
  void awaitAll(TopicsForTests topics, int messages) {
    await().until(() -> topics.read() >= messages);
    assertThat(topics.read()).isEqualTo(messages);
    assertThat(topics.messages().stream().map(TopicsForTests.Message::id))
        .containsAll(
            jdbc().queryForList("select event_id from event_log.domain_event", String.class));
    assertThat(topics.messages()).noneMatch(one -> one.text().contains(ShopForTests.SECRET));
    topics.checkOrder();
  }

  long cursor() {
    return jdbc()
        .queryForList("select position from relay.cursor where name = 'kafka'", Long.class)
        .stream()
        .findFirst()
        .orElse(-1L);
  }

  long epoch() {
    return jdbc()
        .queryForList("select epoch from relay.cursor where name = 'kafka'", Long.class)
        .stream()
        .findFirst()
        .orElse(0L);
  }

  static @Nullable String trouble(ConfigurableApplicationContext node) {
    return node.getBean(Relay.class).progress().stream()
        .map(Relay.Progress::trouble)
        .filter(one -> one != null)
        .findFirst()
        .orElse(null);
  }
}
