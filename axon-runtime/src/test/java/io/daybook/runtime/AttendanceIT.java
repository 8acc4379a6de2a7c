package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.LogForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A segment that this process shall leave to another one. */
class AttendanceIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final TokenJson JSON = new TokenJson(Jackson3Serializer.builder().build());

  private final String processor = "processor-" + UUID.randomUUID();
  private final String me = FencedTokenStore.uniqueName();
  private final Place place = new Place(processor, 0);
  private final Claims claims = new Claims(System::nanoTime);
  private final Map<Integer, EventTrackerStatus> atWork = new HashMap<>();

  private final DatabaseClock clock = new DatabaseClock(Instant.EPOCH, System::nanoTime);

  private JdbcTemplate jdbc;
  private Attendance attendance;

  @BeforeEach
  void it_owns_the_segment_and_has_failed_at_it() {
    var database = PostgresForTests.newDatabase();
    var dataSource =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    LogForTests.makeTables(dataSource);
    jdbc = new JdbcTemplate(dataSource);
    var tokens = new TokenTable(jdbc, TIMEOUT);
    var processes = new ProcessTable(jdbc, TIMEOUT);
    var transactions = new DataSourceTransactionManager(dataSource);
    attendance =
        new Attendance(
            me,
            processes,
            tokens,
            claims,
            () -> Map.of(processor, running()),
            new Segmentation(tokens, JSON, transactions),
            clock,
            TIMEOUT);
    attendance.look();
    processes.beat("another", Set.of(processor), List.of());
    var store =
        new FencedTokenStore(tokens, JSON, claims, me, transactions, () -> 0L, _ -> true, () -> {});
    store.initializeTokenSegments(processor, 2, new GlobalSequenceTrackingToken(-1));
    store.fetchToken(processor, Segment.computeSegments(0, 1)[0]);
    attendance.look();
    assertThat(owner()).isEqualTo(me);
    for (int failure = 0; failure < 3; failure++) {
      claims.failed(place);
    }
  }

  @Test
  void what_nobody_here_follows_any_more_is_let_go_of() {
    attendance.look();
    assertThat(owner()).isNull();
    assertThat(claims.holds(place)).isFalse();
  }

  @Test
  void what_is_followed_here_is_let_go_of_by_the_processor_itself() {
    atWork.put(0, null);
    attendance.look();
    assertThat(owner()).isEqualTo(me);
    atWork.clear();
    attendance.look();
    assertThat(owner()).isNull();
  }

  @Test
  void what_time_it_is_comes_with_every_sign_of_life() {
    assertThat(clock.instant()).isAfter(Instant.EPOCH.plus(Duration.ofDays(365)));
    var there = jdbc.queryForObject("select clock_timestamp()", OffsetDateTime.class);
    attendance.look();
    var here = clock.instant();
    assertThat(here).isAfterOrEqualTo(there.toInstant());
    assertThat(here)
        .isBefore(
            jdbc.queryForObject("select clock_timestamp()", OffsetDateTime.class).toInstant());
  }

  @Test
  void how_far_it_is_is_written_beside_its_signs_of_life() {
    new ProcessTable(jdbc, TIMEOUT).wroteDown(me, Map.of(place, 7L), Instant.EPOCH);
    attendance.look();
    assertThat(
            jdbc.queryForObject(
                "select positions || jsonb_build_object('at', extract(epoch from positions_at)) from event_log.process where name = ?",
                String.class,
                me))
        .contains("\"%s\": 7".formatted(place), "\"at\": 0");
  }

  @Test
  void who_goes_leaves_nothing_in_its_name() {
    atWork.put(0, null);
    attendance.stop();
    assertThat(owner()).isNull();
    assertThat(jdbc.queryForList("select name from event_log.process", String.class))
        .containsExactly("another");
  }

  private String owner() {
    return jdbc.queryForObject(
        "select owner from event_log.token_entry where processor_name = ? and segment = 0",
        String.class,
        processor);
  }

  /** A processor that runs, and is not pooled: it looks for its segments by itself. */
  private StreamingEventProcessor running() {
    return (StreamingEventProcessor)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {StreamingEventProcessor.class},
            (_, method, _) ->
                switch (method.getName()) {
                  case "isRunning" -> true;
                  case "isError" -> false;
                  case "processingStatus" -> atWork;
                  case "releaseSegment" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
