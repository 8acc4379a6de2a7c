package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A deadline counts the time of those who answer, and never our own backlog. */
class WaitTableIT {
  private static final int MANY = 500;
  private static final String SAGA = "OrderFulfilmentSagaProcessor";
  private static final String CALLS = "outside-calls";

  private final JdbcTemplate jdbc;
  private final WaitTable waits;

  WaitTableIT() {
    var database = PostgresForTests.newDatabase();
    DataSource dataSource =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    jdbc = new JdbcTemplate(dataSource);
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("outside")
        .locations("classpath:db/outside")
        .load()
        .migrate();
    jdbc.execute(
        """
        create schema event_log;
        create table event_log.domain_event (position bigint primary key, recorded_at timestamptz not null);
        create table event_log.token_entry (processor_name text, segment int, token text);
        insert into event_log.domain_event
        select n, now() - interval '10 minutes' + n * interval '1 second' from generate_series(0, 599) n
        """);
    waits =
        new WaitTable(
            dataSource,
            new FulfilmentProperties(
                Duration.ofMinutes(5),
                Duration.ofDays(3),
                Duration.ofDays(14),
                Duration.ofSeconds(1)));
  }

  @BeforeEach
  void manyOrdersHaveWaitedForAMinuteTooLong() {
    jdbc.update(
        """
        insert into saga.waiting (order_id, action, since, due_at)
        select 'order-' || gen_random_uuid(), 'CAPTURE_PAYMENT', now() - interval '6 minutes', now() - interval '1 minute'
          from generate_series(1, ?)
        """,
        MANY);
  }

  @Test
  void nothing_is_overdue_while_its_answer_may_stand_before_the_saga() {
    at(SAGA, 0, 600);
    at(SAGA, 1, 300); // five minutes behind
    at(CALLS, 0, 600);
    assertThat(waits.takeOverdue(MANY)).isEmpty();
  }

  @Test
  void nothing_is_overdue_whose_call_may_not_have_been_made_yet() {
    at(SAGA, 0, 600);
    at(CALLS, 0, 500);
    assertThat(waits.takeOverdue(MANY)).isEmpty();
  }

  @Test
  void nothing_is_overdue_while_nobody_follows_the_log() {
    at(SAGA, 0, 600);
    assertThat(waits.takeOverdue(MANY)).isEmpty();
  }

  @Test
  void a_processor_that_stands_at_an_event_has_every_wait_wait_however_long() {
    at(SAGA, 0, 600);
    at(CALLS, 0, 600);
    jdbc.update(
        "insert into event_log.domain_event values (600, now() - interval '2 hours')"); // unknown
    assertThat(waits.takeOverdue(MANY)).isEmpty();
    at(SAGA, 0, 601);
    assertThat(waits.takeOverdue(MANY)).isEmpty();
    at(CALLS, 0, 601);
    assertThat(waits.takeOverdue(MANY)).hasSize(MANY);
  }

  @Test
  void what_was_followed_up_to_the_deadline_is_overdue_though_newer_events_are_not_followed() {
    at(SAGA, 0, 560); // forty seconds behind; the deadline was a minute ago
    at(CALLS, 0, 600);
    assertThat(waits.takeOverdue(MANY)).hasSize(MANY);
  }

  @Test
  void a_sweep_takes_so_many_and_not_the_same_again() {
    at(SAGA, 0, 600);
    at(CALLS, 0, 600);
    assertThat(waits.takeOverdue(200)).hasSize(200);
    assertThat(waits.takeOverdue(MANY)).hasSize(MANY - 200);
    assertThat(waits.takeOverdue(MANY)).isEmpty();
  }

  @Test
  void a_call_that_was_noted_late_has_its_whole_time() {
    at(SAGA, 0, 600);
    at(CALLS, 0, 600);
    jdbc.update("delete from saga.waiting");
    var order = new OrderId(UUID.randomUUID());
    waits.begin(order, FulfilmentAction.CAPTURE_PAYMENT, Duration.ofMinutes(-1));
    var call =
        """
        insert into outside.call (key, order_id, port, action, event_id, intent_type, intent, metadata, noted_at)
        values (gen_random_uuid(), ?, 'PAYMENT', 'CAPTURE_PAYMENT', 'e', 't', '{}', '{}', now() - ?::interval)
        """;
    jdbc.update(call, order.toString(), "4 minutes");
    assertThat(waits.takeOverdue(MANY)).isEmpty();
    jdbc.update("update outside.call set noted_at = now() - interval '6 minutes'");
    assertThat(waits.takeOverdue(MANY)).hasSize(1);
  }

  /** A segment has followed so many events. */
  private void at(String processor, int segment, int events) {
    jdbc.update(
        "delete from event_log.token_entry where processor_name = ? and segment = ?",
        processor,
        segment);
    jdbc.update(
        "insert into event_log.token_entry values (?, ?, ?)",
        processor,
        segment,
        "{\"globalIndex\":" + (events - 1) + "}");
  }
}
