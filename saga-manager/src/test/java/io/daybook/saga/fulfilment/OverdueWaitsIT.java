package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A deadline counts the time of those who answer, and never our own backlog. */
class OverdueWaitsIT {
  private static final int MANY = 500;
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final Map<OrderId, Instant> notedAt = new HashMap<>();
  private final JdbcTemplate jdbc;
  private final WaitTable waits;
  private final OverdueWaits overdue;
  private Optional<Instant> followedUntil = Optional.of(Instant.now());

  OverdueWaitsIT() {
    var database = PostgresForTests.newDatabase();
    DataSource dataSource = PostgresForTests.connectionsTo(database);
    jdbc = new JdbcTemplate(dataSource);
    waits =
        new WaitTable(
            dataSource,
            new FulfilmentProperties(
                DEADLINE, Duration.ofDays(3), Duration.ofDays(14), Duration.ofSeconds(1)));
    overdue =
        new OverdueWaits(
            waits, this::followedUntil, _ -> notedAt, new DataSourceTransactionManager(dataSource));
  }

  private Optional<Instant> followedUntil(Collection<String> processors) {
    assertThat(processors).containsExactly("OrderFulfilmentSagaProcessor", "outside-calls");
    return followedUntil;
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
  void nothing_is_overdue_while_its_answer_may_stand_in_what_was_not_followed() {
    followedUntil = Optional.of(Instant.now().minus(DEADLINE));
    assertThat(overdue.take(MANY)).isEmpty();
  }

  @Test
  void nothing_is_overdue_while_nobody_follows_the_log() {
    followedUntil = Optional.empty();
    assertThat(overdue.take(MANY)).isEmpty();
  }

  @Test
  void what_was_followed_up_to_the_deadline_is_overdue_though_newer_events_are_not_followed() {
    followedUntil = Optional.of(Instant.now().minusSeconds(40)); // the deadline was a minute ago
    assertThat(overdue.take(MANY)).hasSize(MANY);
  }

  @Test
  void a_sweep_takes_so_many_and_not_the_same_again() {
    assertThat(overdue.take(200)).hasSize(200);
    assertThat(overdue.take(MANY)).hasSize(MANY - 200);
    assertThat(overdue.take(MANY)).isEmpty();
  }

  @Test
  void a_call_that_was_noted_late_has_its_whole_time_and_holds_up_nobody() {
    jdbc.update("delete from saga.waiting");
    var late = new OrderId(UUID.randomUUID());
    var early = new OrderId(UUID.randomUUID());
    for (var order : List.of(late, early)) {
      waits.begin(order, FulfilmentAction.CAPTURE_PAYMENT, Duration.ofMinutes(-1));
    }
    notedAt.put(late, Instant.now().minus(Duration.ofMinutes(4)));
    notedAt.put(early, Instant.now().minus(Duration.ofMinutes(6)));
    assertThat(overdue.take(MANY)).extracting(WaitTable.Overdue::orderId).containsExactly(early);
    assertThat(overdue.take(MANY)).isEmpty();
    assertThat(
            jdbc.queryForObject(
                "select due_at between now() + interval '50 seconds' and now() + interval '70 seconds'"
                    + " from saga.waiting where order_id = ?",
                Boolean.class,
                late.toString()))
        .isTrue();
  }

  @Test
  void the_waits_of_a_page_are_written_at_its_end_each_as_it_is_by_then() {
    jdbc.update("delete from saga.waiting");
    var ends = new OrderId(UUID.randomUUID());
    waits.begin(ends, FulfilmentAction.CAPTURE_PAYMENT, DEADLINE);
    var begins = new OrderId(UUID.randomUUID());
    var both = new OrderId(UUID.randomUUID());
    var page = DefaultUnitOfWork.startAndGet(null);
    waits.begin(both, FulfilmentAction.CAPTURE_PAYMENT, DEADLINE);
    waits.begin(begins, FulfilmentAction.CAPTURE_PAYMENT, DEADLINE);
    waits.begin(begins, FulfilmentAction.SHIP_ORDER, DEADLINE);
    waits.end(both);
    waits.end(ends);
    assertThat(waiting()).containsExactly(ends + " CAPTURE_PAYMENT");
    page.commit();
    assertThat(waiting()).containsExactly(begins + " SHIP_ORDER");
  }

  private List<String> waiting() {
    return jdbc.queryForList("select order_id || ' ' || action from saga.waiting", String.class);
  }
}
