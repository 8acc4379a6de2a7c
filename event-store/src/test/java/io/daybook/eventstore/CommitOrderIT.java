package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * A reader that has seen a position never later meets a new event at or below it, whatever the
 * writers are like. Axon's own engine is put to the same test.
 */
class CommitOrderIT {
  private static final int WRITERS = 8;
  private static final int OTHER_PROCESSES = 2;
  private static final int APPENDS = 150;

  private final LogForTests log = new LogForTests();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void slow_rolled_back_killed_and_foreign_writers_leave_no_hole_and_no_late_arrival()
      throws Exception {
    var done = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var commits = log.commits()) {
      var reader = threads.submit(() -> readWhile(() -> !done.get()));
      var writers = new ArrayList<Future<?>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        var stream = "here-" + writer;
        writers.add(
            threads.submit(
                () ->
                    IntStream.range(0, APPENDS)
                        .forEach(i -> commits.append(events(stream, i, 1)))));
      }
      writers.add(threads.submit(() -> repeat(10, () -> leaveOpen("slow", 30, Ending.COMMIT))));
      writers.add(threads.submit(() -> repeat(10, () -> leaveOpen("undone", 5, Ending.ROLLBACK))));
      writers.add(threads.submit(() -> repeat(10, () -> leaveOpen("killed", 5, Ending.KILL))));
      var processes = new ArrayList<Process>();
      for (int process = 0; process < OTHER_PROCESSES; process++) {
        processes.add(OtherProcess.start(log.database, "there-" + process, APPENDS));
      }
      for (var writer : writers) {
        writer.get();
      }
      for (var process : processes) {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
      }
      done.set(true);
      var table =
          log.jdbc.queryForList(
              "select position from event_log.domain_event order by position", Long.class);
      assertThat(table)
          .hasSize((WRITERS + OTHER_PROCESSES) * APPENDS + 10)
          .containsExactlyElementsOf(LongStream.range(0, table.size()).boxed().toList());
      assertThat(reader.get()).containsExactlyElementsOf(table);
    }
  }

  @Test
  void an_event_is_never_earlier_than_the_one_before_whatever_the_writers_clock_says() {
    var row = events("imported", 0, 1).getFirst();
    var before = log.append(events("new", 0, 1));
    log.append(
        List.of(
            new EventRow(
                -1,
                row.stream(),
                0,
                "Test",
                row.eventId(),
                Instant.parse("2010-12-01T08:26:00Z"),
                "Happened",
                "1",
                "{}",
                "{}")));
    log.asSuperuser(
        "update event_log.domain_event set recorded_at = recorded_at + interval '1 hour' where position = 1");
    log.append(events("newer", 0, 2));
    assertThat(log.all())
        .extracting(EventRow::stream)
        .containsExactly("new", "imported", "newer", "newer");
    assertThat(log.all()).extracting(EventRow::recordedAt).isSorted();
    var hourAhead = log.all().get(1).recordedAt();
    assertThat(log.all().getLast().recordedAt()).isEqualTo(hourAhead);
    assertThat(log.table.positionBefore(hourAhead)).isEqualTo(before.lastPosition());
  }

  /**
   * AxonFramework issue 4829: what commits after its gap timed out is never read. The same slow
   * writer as above; the timeout is shortened from its 60 seconds, which only saves waiting.
   */
  @Test
  void axons_own_engine_loses_the_event_of_a_slow_writer() throws Exception {
    var transactions =
        new SpringTransactionManager(new DataSourceTransactionManager(log.dataSource));
    Serializer json = Jackson3Serializer.builder().build();
    var stock =
        JdbcEventStorageEngine.builder()
            .eventSerializer(json)
            .snapshotSerializer(json)
            .connectionProvider(new DataSourceConnectionProvider(log.dataSource))
            .transactionManager(transactions)
            .gapTimeout(50)
            .gapCleaningThreshold(1)
            .build();
    stock.createSchema(PostgresEventTableFactory.INSTANCE);
    try (var slow = log.dataSource.getConnection()) {
      slow.setAutoCommit(false);
      execute(slow, insertOf("rolled back")); // a second gap: fewer than two are never cleaned
      slow.rollback();
      execute(slow, insertOf("slow"));
      stock.appendEvents(new GenericDomainEventMessage<>("Test", "fast", 0, "fast"));
      var read = new ArrayList<String>();
      var token = drain(stock, null, read);
      var start = System.nanoTime();
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(200));
      stock.appendEvents(new GenericDomainEventMessage<>("Test", "faster", 0, "faster"));
      token = drain(stock, token, read);
      slow.commit();
      drain(stock, token, read);
      assertThat(log.jdbc.queryForObject("select count(*) from domainevententry", Integer.class))
          .isEqualTo(3);
      assertThat(read).containsExactly("fast", "faster").doesNotContain("slow");
    }
  }

  private enum Ending {
    COMMIT,
    ROLLBACK,
    KILL
  }

  /**
   * A transaction that has drawn its position and takes its time, like one of a process that swaps.
   */
  private Void leaveOpen(String kind, int millis, Ending ending) throws Exception {
    var database = log.database;
    try (var connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      connection.setAutoCommit(false);
      execute(connection, "select pg_advisory_xact_lock(4782190665214038)");
      execute(
          connection,
          """
          insert into event_log.domain_event
          select (select coalesce(max(position), -1) + 1 from event_log.domain_event),
                 '%s-' || gen_random_uuid(), 0, 'Test', gen_random_uuid()::text, now(), 'Happened', '1', '{}', '{}'
          """
              .formatted(kind));
      execute(connection, "select pg_sleep(%d / 1000.0)".formatted(millis));
      switch (ending) {
        case COMMIT -> connection.commit();
        case ROLLBACK -> connection.rollback();
        case KILL -> execute(connection, "select pg_terminate_backend(pg_backend_pid())");
      }
    } catch (SQLException killed) {
      assertThat(ending).isEqualTo(Ending.KILL);
    }
    return null;
  }

  private static Void repeat(int times, Callable<?> action) throws Exception {
    for (int i = 0; i < times; i++) {
      action.call();
    }
    return null;
  }

  private List<Long> readWhile(Callable<Boolean> goOn) throws Exception {
    var seen = new ArrayList<Long>();
    boolean more;
    do {
      more = goOn.call();
      var page = log.table.readLog(seen.isEmpty() ? -1 : seen.getLast());
      page.forEach(row -> seen.add(row.position()));
    } while (more);
    return seen;
  }

  private static TrackingToken drain(
      JdbcEventStorageEngine stock, @Nullable TrackingToken token, List<String> read) {
    var last = token;
    try (var events = stock.readEvents(token, false)) {
      for (var event : events.toList()) {
        read.add(event.getPayload().toString());
        last = event.trackingToken();
      }
    }
    return Objects.requireNonNull(last);
  }

  private static String insertOf(String text) {
    return """
        insert into domainevententry (eventidentifier, aggregateidentifier, sequencenumber, type, "timestamp",
            payloadtype, payload, metadata)
        values (gen_random_uuid()::text, '%1$s', 0, 'Test', '2026-01-01T00:00:00Z', 'java.lang.String', '"%1$s"', '{}')
        """
        .formatted(text);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
