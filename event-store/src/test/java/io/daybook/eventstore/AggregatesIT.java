package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;

/**
 * Aggregates that are loaded, cached and kept in snapshots; each test fails without the mend it
 * names.
 */
class AggregatesIT extends EventStoreTest {
  @Test
  void a_command_that_fails_after_its_append_leaves_nothing() {
    commands.sendAndWait(new Counters.Count(id, 1));
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Fail(id)))
        .hasMessage("after the append");
    assertThat(log.readStreams(List.of(id))).hasSize(1);
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

  private long snapshotVersion() {
    return jdbc.queryForObject(
        "select coalesce(max(version), -1) from event_log.snapshot where stream = ?",
        Long.class,
        id);
  }
}
