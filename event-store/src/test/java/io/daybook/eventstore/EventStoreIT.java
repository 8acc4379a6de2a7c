package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.testing.PostgresForTests;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The promises of the log and the mends of Axon's wiring; each test fails without the mend it
 * names.
 */
@SpringBootTest(
    classes = EventStoreIT.App.class,
    properties = {
      "axon.axonserver.enabled=false",
      "spring.flyway.enabled=false",
      "daybook.log.snapshot.every=5",
      "daybook.log.command-retries=3"
    })
class EventStoreIT {
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
    Counters.Seen.class,
    Counters.Writing.class,
    Counters.Telling.class,
    Counters.Doubling.class,
    Counters.Chasing.class
  })
  static class App {}

  @Autowired CommandGateway commands;
  @Autowired EventStorageEngine engine;
  @Autowired EventProcessingConfiguration processing;
  @Autowired Serializer serializer;
  @Autowired Counters.Seen seen;
  @Autowired Counters.Writing writing;
  @Autowired Counters.Telling telling;
  @Autowired JdbcTemplate jdbc;
  @Autowired TransactionManager transactions;
  @Autowired TokenStore tokens;
  @Autowired SagaStore<?> sagas;
  @Autowired EventLog log;

  private final String id = "counter-" + UUID.randomUUID();

  @Test
  void the_wiring_is_ours_and_not_the_silent_fallback() {
    assertThat(transactions).isInstanceOf(SpringTransactionManager.class);
    assertThat(tokens).isInstanceOf(JdbcTokenStore.class);
    assertThat(sagas).isInstanceOf(PostgresSagaStore.class);
    assertThat(engine).isInstanceOf(PostgresEventStorageEngine.class);
    assertThat(processing.errorHandler("seen")).isInstanceOf(PropagatingErrorHandler.class);
    assertThat(processing.listenerInvocationErrorHandler("seen"))
        .isInstanceOf(PropagatingErrorHandler.class);
  }

  @Test
  void a_command_that_fails_after_its_append_leaves_nothing() {
    commands.sendAndWait(new Counters.Count(id, 1));
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Fail(id)))
        .hasMessage("after the append");
    assertThat(log.readStreams(List.of(id))).hasSize(1);
  }

  @Test
  void an_event_handler_that_fails_after_its_write_leaves_nothing_and_is_tried_again() {
    commands.sendAndWait(new Counters.Count(id, 1));
    var event = log.readStreams(List.of(id)).getFirst().eventId();
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForList(
                            "select event_id from written where event_id = ?", String.class, event))
                    .hasSize(1));
    assertThat(writing.failures).hasNonPositiveValue();
  }

  @Test
  void a_conflict_in_a_saga_is_tried_again_and_a_lasting_one_is_answered_to_it() {
    Counters.Rival.STRIKES.put(id + "-once", new AtomicInteger(1));
    Counters.Rival.STRIKES.put(id + "-always", new AtomicInteger(1_000));
    commands.sendAndWait(new Counters.Provoke(id + "-1", id + "-always"));
    commands.sendAndWait(new Counters.Provoke(id + "-2", id + "-once"));
    commands.sendAndWait(new Counters.Provoke(id + "-3", id + "-never"));
    await()
        .untilAsserted(
            () -> {
              assertThat(Counters.Chasing.OUTCOMES).containsEntry(id + "-always", "lost");
              assertThat(Counters.Chasing.OUTCOMES).containsEntry(id + "-once", "counted");
              assertThat(Counters.Chasing.OUTCOMES).containsEntry(id + "-never", "counted");
            });
  }

  @Test
  void an_aggregate_in_the_cache_knows_what_another_node_appended() {
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(1);
    engine.appendEvents(event(1, 10));
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(12);
  }

  @Test
  void a_stream_that_was_presumed_new_and_is_not_is_loaded_after_all() {
    engine.appendEvents(event(0, 10));
    var presuming =
        new GenericCommandMessage<>(
            new Counters.Count(id, 1), Map.of(MetadataKeys.PRESUMED_NEW, "true"));
    assertThat(commands.<Integer>sendAndWait(presuming)).isEqualTo(11);
  }

  @Test
  void a_snapshot_of_another_release_is_ignored() {
    for (int i = 0; i < 6; i++) {
      engine.appendEvents(event(i, 1));
    }
    jdbc.update(
        """
        insert into event_log.snapshot
        values (?, 5, 'Counter', 'x', now(), ?, '0', '{"shape": "of old"}', '{}')
        """,
        id,
        Counters.Counter.class.getName());
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(7);
  }

  @Test
  void the_second_writer_of_a_version_gets_a_concurrency_exception() {
    engine.appendEvents(event(0, 1));
    assertThatThrownBy(() -> engine.appendEvents(event(0, 2)))
        .isInstanceOf(ConcurrencyException.class);
    assertThat(log.readStreams(List.of(id)))
        .extracting(LoggedEvent::payload)
        .containsExactly(new Counters.Counted(id, 1));
  }

  @Test
  void an_append_of_several_events_is_all_or_nothing() {
    engine.appendEvents(event(1, 1));
    var two = List.of(event(0, 1), event(1, 2));
    assertThatThrownBy(() -> engine.appendEvents(two)).isInstanceOf(ConcurrencyException.class);
    assertThat(log.readStreams(List.of(id))).hasSize(1);
  }

  @Test
  void concurrent_commands_on_one_stream_all_count_once() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sent =
          IntStream.range(0, 40)
              .mapToObj(_ -> threads.submit(() -> commands.sendAndWait(new Counters.Count(id, 1))))
              .toList();
      for (var command : sent) {
        command.get();
      }
    }
    assertThat(log.readStreams(List.of(id))).hasSize(40);
  }

  @Test
  void a_stream_of_ten_thousand_events_loads_as_few_as_one_of_ten() {
    engine.appendEvents(IntStream.range(0, 10_000).mapToObj(i -> event(i, 1)).toList());
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(10_001);
    await().until(() -> snapshotVersion() >= 9_999);
    engine.appendEvents(event(10_001, 1)); // another node's, so that the cache is of no use
    Counters.Counter.REPLAYED.set(0);
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(10_003);
    assertThat(Counters.Counter.REPLAYED).hasPositiveValue().hasValueLessThan(5);
  }

  @Test
  void a_reset_processor_reads_its_replay_token_and_sees_everything_again() {
    commands.sendAndWait(new Counters.Count(id, 1));
    var processor = processing.eventProcessor("seen", StreamingEventProcessor.class).orElseThrow();
    var all =
        jdbc.queryForObject(
            "select count(*) from event_log.domain_event where payload_type like '%Counted'",
            Integer.class);
    await().untilAsserted(() -> assertThat(seen.events).hasValueGreaterThanOrEqualTo(1));
    processor.shutDown();
    processor.resetTokens(StreamableMessageSource::createTailToken);
    seen.events.set(0);
    processor.start();
    await().untilAsserted(() -> assertThat(seen.events).hasValueGreaterThanOrEqualTo(all));
  }

  @Test
  void what_must_not_be_replayed_is_not_and_new_events_are_told() {
    commands.sendAndWait(new Counters.Count(id, 1));
    await().untilAsserted(() -> assertThat(telling.told).containsKey(id));
    var processor =
        processing.eventProcessor("telling", StreamingEventProcessor.class).orElseThrow();
    processor.shutDown();
    processor.resetTokens(StreamableMessageSource::createTailToken);
    telling.told.clear();
    processor.start();
    commands.sendAndWait(new Counters.Count(id + "-new", 1));
    await().untilAsserted(() -> assertThat(telling.told).containsKey(id + "-new"));
    await().until(() -> !processor.isReplaying());
    assertThat(telling.told).doesNotContainKey(id).containsEntry(id + "-new", 1);
  }

  @Test
  void an_event_that_no_query_could_read_is_not_appended() {
    var nul = new Counters.Counted("a\0b", 1);
    assertThatThrownBy(
            () -> engine.appendEvents(new GenericDomainEventMessage<>("Counter", id, 0, nul)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("U+0000");
    var backslash = new Counters.Counted("a\\u0000b", 1);
    engine.appendEvents(new GenericDomainEventMessage<>("Counter", id, 0, backslash));
    assertThat(log.readStreams(List.of(id)))
        .extracting(LoggedEvent::payload)
        .containsExactly(backslash);
  }

  @Test
  void a_saga_with_private_fields_survives_its_store() {
    var saga = new Counters.Doubling();
    saga.on(new Counters.Counted(id, 1));
    var stored = serializer.serialize(saga, byte[].class);
    Counters.Doubling read = serializer.deserialize(stored);
    assertThat(read.handled()).isEqualTo(1);
    assertThat(read.about()).isEqualTo(id);
  }

  @Test
  void the_database_refuses_to_change_or_lose_an_event() {
    commands.sendAndWait(new Counters.Count(id, 1));
    for (var sql :
        List.of(
            "update event_log.domain_event set payload = '{}'",
            "delete from event_log.domain_event",
            "truncate event_log.domain_event")) {
      assertThatThrownBy(() -> jdbc.execute(sql)).hasStackTraceContaining("append only");
    }
  }

  private long snapshotVersion() {
    return jdbc.queryForObject(
        "select coalesce(max(version), -1) from event_log.snapshot where stream = ?",
        Long.class,
        id);
  }

  private GenericDomainEventMessage<?> event(long version, int by) {
    return new GenericDomainEventMessage<>("Counter", id, version, new Counters.Counted(id, by));
  }
}
