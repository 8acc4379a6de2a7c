package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.NewerReleaseException;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.eventstore.testing.PrincipalForTests;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Events of older releases are lifted; events of newer ones are not read by guess. */
@SpringBootTest(
    classes = RevisionsIT.App.class,
    properties = {"axon.axonserver.enabled=false", "spring.flyway.enabled=false"})
class RevisionsIT {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    var database = PostgresForTests.newDatabase();
    registry.add("spring.datasource.url", database::url);
    registry.add("spring.datasource.username", database::user);
    registry.add("spring.datasource.password", database::password);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    Counters.Counter.class,
    CounterHandlers.Seen.class,
    Counters.Chasing.class,
    PrincipalForTests.class
  })
  static class App {

    @Bean
    EventUpcaster renamed() {
      return new Upcasters.Renamed();
    }

    @Bean
    EventUpcaster splitAndDrop() {
      return new Upcasters.SplitAndDrop();
    }
  }

  @Autowired
  void closeBeforePostgres(ConfigurableApplicationContext context) {
    PostgresForTests.closeFirst(context);
  }

  @Autowired CommandGateway commands;
  @Autowired EventLog log;
  @Autowired JdbcTemplate jdbc;
  @Autowired Snapshotter snapshotter;

  private final String id = "counter-" + UUID.randomUUID();

  @Test
  void a_renamed_field_a_default_a_split_and_a_dropped_event_are_lifted() {
    append(0, "Counted", "1", "{\"id\": \"%s\", \"step\": 5}");
    append(1, "Counted", "1", "{\"id\": \"%s\"}");
    append(2, "CountedTwice", "1", "{\"id\": \"%s\", \"by\": 2}");
    append(3, "Noise", "1", "{}");
    assertThat(log.readStreams(List.of(id)))
        .extracting(LoggedEvent::payload)
        .containsExactly(counted(5), counted(1), counted(2), counted(2));
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(11);
    assertThat(log.readStreams(List.of(id)).getLast().version()).isEqualTo(4);
  }

  @Test
  void an_unknown_future_revision_stops_who_needs_it_and_nobody_else() {
    append(0, "Counted", "99", "{\"id\": \"%s\", \"by\": 5, \"unheard\": true}");
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Count(id, 1)))
        .isInstanceOf(NewerReleaseException.class)
        .hasStackTraceContaining("Revision 99 of " + Counters.Counted.class.getName());
    commands.sendAndWait(new Counters.Provoke(id + "-other", id + "-target"));
    await()
        .untilAsserted(
            () -> assertThat(Counters.Chasing.OUTCOMES).containsEntry(id + "-target", "counted"));
    await().until(() -> positionOf("ChasingProcessor") > positionOf(id, 0));
    assertThat(positionOf("seen")).isLessThan(positionOf(id, 0));
  }

  @Test
  void an_aggregate_with_an_event_of_an_unknown_type_is_not_decided_on_nor_kept_in_a_snapshot() {
    for (int version = 0; version < 120; version++) {
      append(version, "Counted", "2", "{\"id\": \"%s\", \"by\": 1}");
    }
    append(120, "Reset", "1", "{\"id\": \"%s\"}");
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Count(id, 1)))
        .isInstanceOf(NewerReleaseException.class)
        .hasMessageContaining("$Reset in " + id);
    assertThatThrownBy(() -> log.readStreams(List.of(id)))
        .isInstanceOf(NewerReleaseException.class);
    snapshotter.scheduleSnapshot(Counters.Counter.class, id);
    commands.sendAndWait(new Counters.Count(id + "-other", 1)); // the process goes on
    assertThat(
            jdbc.queryForObject(
                "select count(*) from event_log.release_snapshot where stream = ?", Long.class, id))
        .isZero();
  }

  private Counters.Counted counted(int by) {
    return new Counters.Counted(id, by);
  }

  /** How far the slowest segment of a processor has come, held by whom it may be. */
  private long positionOf(String processor) {
    return jdbc.queryForObject(
        """
        select coalesce(min(((token::json) ->> 'globalIndex')::bigint), -1)
        from event_log.token_entry where processor_name = ?
        """,
        Long.class,
        processor);
  }

  private long positionOf(String stream, long version) {
    return jdbc.queryForObject(
        "select position from event_log.domain_event where stream = ? and version = ?",
        Long.class,
        stream,
        version);
  }

  /** What an older or a newer release may have appended. */
  private void append(long version, String type, String revision, String payload) {
    jdbc.update(
        """
        insert into event_log.domain_event
        select (select coalesce(max(position), -1) + 1 from event_log.domain_event),
               ?, ?, 'Counter', gen_random_uuid()::text, now(), ?, ?, ?::json, '{}'
        """,
        id,
        version,
        Counters.class.getName() + "$" + type,
        revision,
        payload.formatted(id));
  }
}
