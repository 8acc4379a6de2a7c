package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.LogWatch;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Aggregates that are loaded, cached and kept in snapshots; each test fails without the mend it
 * names.
 */
class AggregatesIT extends CountersForTests {
  @Autowired Snapshots snapshots;
  @Autowired LogWatch watch;

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
  void a_cached_aggregate_of_a_log_that_went_back_and_on_differently_is_not_used() {
    commands.sendAndWait(new Counters.Count(id, 1));
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(2);
    commands.sendAndWait(new Counters.Count(id + "-later", 1));
    var end = log.headPosition();
    await().until(() -> watch.seen() >= end); // else the tail would notice, and end this process
    asSuperuser(
        "update event_log.domain_event set event_id = 'other', payload = '{\"id\": \"%s\", \"by\":"
            + " 5}' where stream = '%s' and version = 1");
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(7);
  }

  @Test
  void a_cached_aggregate_whose_end_the_log_has_lost_leaves_no_hole() {
    for (int i = 0; i < 3; i++) {
      commands.sendAndWait(new Counters.Count(id, 1));
    }
    commands.sendAndWait(new Counters.Count(id + "-later", 1));
    var end = log.headPosition();
    await().until(() -> watch.seen() >= end); // else the tail would notice, and end this process
    asSuperuser(
        "update event_log.domain_event set stream = 'lost-%s' where stream = '%s' and version = 2");
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(3);
    assertThat(log.readStreams(List.of(id)))
        .extracting(LoggedEvent::version)
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void a_cached_aggregate_that_could_not_follow_an_event_is_not_used_again() {
    commands.sendAndWait(new Counters.Count(id, 1));
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Tear(id)))
        .hasStackTraceContaining("cannot be followed");
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(2);
  }

  @Test
  void a_cached_aggregate_is_used_after_a_refusal_and_dropped_after_a_failure() {
    commands.sendAndWait(new Counters.Count(id, 1));
    Counters.Counter.REPLAYED.set(0);
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Refuse(id))).hasMessage("refused");
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(2);
    assertThat(Counters.Counter.REPLAYED).hasValue(0);
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Fail(id)))
        .hasMessage("after the append");
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(3);
    assertThat(Counters.Counter.REPLAYED).hasValue(2);
  }

  @Test
  void an_aggregate_whose_creation_is_refused_is_not_there() {
    assertThatThrownBy(() -> commands.sendAndWait(new Counters.Spend(id, 1)))
        .hasMessage("there are 0");
    assertThat(commands.<Integer>sendAndWait(new Counters.Ensure(id, 0))).isZero();
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(1);
  }

  @Test
  void a_snapshot_of_another_release_is_not_read_and_not_overwritten() {
    countUntilThereIsASnapshotAfter(-1);
    jdbc.update(
        """
        insert into event_log.release_snapshot
        select stream, 'another', version, stream_type, event_id, now(), payload_type,
               payload_revision, '{"id": "%1$s", "total": 1000}', '{}'
          from event_log.release_snapshot where stream = '%1$s'
        """
            .formatted(id));
    int events = log.readStreams(List.of(id)).size();
    engine.appendEvents(event(events, 1)); // another node's, so that the cache is of no use
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(events + 2);
    countUntilThereIsASnapshotAfter(snapshotVersion());
    assertThat(
            jdbc.queryForList(
                "select payload ->> 'total' from event_log.release_snapshot where stream = ? and"
                    + " fingerprint = 'another'",
                String.class,
                id))
        .containsExactly("1000");
  }

  private void countUntilThereIsASnapshotAfter(long version) {
    await()
        .until(
            () -> {
              commands.sendAndWait(new Counters.Count(id, 1));
              return snapshotVersion() > version;
            });
  }

  @Test
  void a_snapshot_of_release_0_1_0_is_not_read() {
    engine.appendEvents(event(0, 1));
    jdbc.update(
        """
        insert into event_log.snapshot
        values (?, 0, 'Counter', 'x', now(), ?, '1', '{"total": 1000}', '{}')
        """,
        id,
        Counters.Counter.class.getName());
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(2);
  }

  @Test
  void a_snapshot_that_ends_with_an_event_that_is_gone_is_not_read() {
    for (int i = 0; i < 6; i++) {
      commands.sendAndWait(new Counters.Count(id, 1));
    }
    await().until(() -> snapshotVersion() >= 4);
    jdbc.update(
        "update event_log.release_snapshot set event_id = 'gone', payload = '{\"id\":\"x\","
            + " \"total\":99}' where stream = ?",
        id);
    engine.appendEvents(event(6, 1));
    assertThat(commands.<Integer>sendAndWait(new Counters.Count(id, 1))).isEqualTo(8);
  }

  @Test
  void a_snapshot_that_was_changed_is_found() {
    for (int i = 0; i < 6; i++) {
      commands.sendAndWait(new Counters.Count(id, 1));
    }
    await().until(() -> snapshotVersion() >= 4);
    assertThat(snapshots.verify().differing()).doesNotContain(id);
    jdbc.update(
        "update event_log.release_snapshot set payload = replace(payload::text, '\"total\":',"
            + " '\"total\":1')::json where stream = ?",
        id);
    assertThat(snapshots.verify().differing()).contains(id);
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

  private void asSuperuser(String sql) {
    jdbc.execute(
        "set session_replication_role = replica; %s; reset session_replication_role"
            .formatted(sql.formatted(id, id)));
  }

  private long snapshotVersion() {
    return jdbc.queryForObject(
        "select coalesce(max(version), -1) from event_log.release_snapshot"
            + " where fingerprint <> 'another' and stream = ?",
        Long.class,
        id);
  }
}
