package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Up to which instant all of some processors have followed the log. */
class ProcessorProgressIT extends CountersForTests {
  private static final List<String> BOTH = List.of("deciding", "asking");

  @Autowired ProcessorProgress progress;
  @Autowired EventLog events;

  private long before;

  @BeforeEach
  void twoEventsAreAppendedOneAfterAnother() {
    jdbc.update(
        "delete from event_log.token_entry where processor_name = any (?)", (Object) processors());
    before = events.headPosition();
    commands.sendAndWait(new Counters.Count(id, 1));
    commands.sendAndWait(new Counters.Count(id, 1));
  }

  private static String[] processors() {
    return BOTH.toArray(String[]::new);
  }

  @Test
  void nothing_is_followed_while_one_of_them_never_ran() {
    at("deciding", 0, before + 2);
    assertThat(progress.followedUntil(BOTH)).isEmpty();
  }

  @Test
  void the_slowest_segment_decides_and_it_is_the_next_event_that_ends_what_was_followed() {
    at("deciding", 0, before + 2);
    at("deciding", 1, before + 1);
    at("asking", 0, before + 2);
    assertThat(progress.followedUntil(BOTH)).contains(recordedAt(before + 2));
    at("asking", 0, before);
    assertThat(progress.followedUntil(BOTH)).contains(recordedAt(before + 1));
  }

  @Test
  void what_has_no_next_event_is_followed_until_now() {
    var until = List.of(events.headPosition(), events.headPosition());
    at("deciding", 0, until.getFirst());
    at("asking", 0, until.getLast());
    assertThat(progress.followedUntil(BOTH).orElseThrow())
        .isAfter(Instant.now().minus(Duration.ofMinutes(1)));
  }

  private Instant recordedAt(long position) {
    return jdbc.queryForObject(
            "select recorded_at from event_log.domain_event where position = ?",
            java.sql.Timestamp.class,
            position)
        .toInstant();
  }

  /** A segment has followed the log up to a position. */
  private void at(String processor, int segment, long position) {
    jdbc.update(
        """
        insert into event_log.token_entry (processor_name, segment, token) values (?, ?, ?)
        on conflict (processor_name, segment) do update set token = excluded.token
        """,
        processor,
        segment,
        "{\"globalIndex\":" + position + "}");
  }
}
