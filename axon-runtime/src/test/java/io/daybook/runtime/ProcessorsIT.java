package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Event handlers, sagas and replays; each test fails without the mend it names. */
class ProcessorsIT extends CountersForTests {
  @Autowired EventProcessingConfiguration processing;
  @Autowired Serializer serializer;
  @Autowired CounterHandlers.Seen seen;
  @Autowired CounterHandlers.Writing writing;
  @Autowired CounterHandlers.Telling telling;

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
  void a_saga_with_private_fields_survives_its_store() {
    var saga = new Counters.Doubling();
    saga.on(new Counters.Counted(id, 1));
    var stored = serializer.serialize(saga, byte[].class);
    Counters.Doubling read = serializer.deserialize(stored);
    assertThat(read.handled()).isEqualTo(1);
    assertThat(read.about()).isEqualTo(id);
  }
}
