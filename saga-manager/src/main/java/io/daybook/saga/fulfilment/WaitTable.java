package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of waits. */
@Component
class WaitTable implements Waits {
  private static final String FOR_ANSWERS =
      " where action <> '" + FulfilmentAction.SHIP_ORDER + "'";

  /** Who brings answers to sagas, and who has others asked for them. */
  private static final String[] FOLLOWERS = {"OrderFulfilmentSagaProcessor", "outside-calls"};

  private final JdbcTemplate jdbc;
  private final Duration again;

  WaitTable(DataSource dataSource, FulfilmentProperties properties) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("saga")
        .locations("classpath:db/fulfilment")
        .load()
        .migrate();
    this.jdbc = new JdbcTemplate(dataSource);
    this.again = properties.stageDeadline();
  }

  @Override
  public void begin(OrderId order, FulfilmentAction action, Duration patience) {
    jdbc.update(
        """
        insert into saga.waiting (order_id, action, due_at) values (?, ?, now() + ? * interval '1 millisecond')
        on conflict (order_id) do update set
            action = excluded.action, since = excluded.since, due_at = excluded.due_at, reports = 0
        """,
        order.toString(),
        action.name(),
        patience.toMillis());
  }

  @Override
  public void end(OrderId order) {
    jdbc.update("delete from saga.waiting where order_id = ?", order.toString());
  }

  /**
   * One that has waited too long.
   *
   * @param reports how often this was found, this time included
   */
  record Overdue(OrderId orderId, FulfilmentAction action, Instant since, int reports) {}

  /**
   * Takes some that are due; they are due again after another deadline, unless the saga is heard of
   * before. No two nodes take the same.
   *
   * <p>A deadline counts the time of those who answer, not ours: it has passed only when our own
   * processors have followed the log up to it, since the answer may stand in what they have not
   * followed. A processor that is behind, or that stands at an event which only a newer release
   * knows, has every wait wait. And a call that was noted late has its whole time.
   */
  List<Overdue> takeOverdue(int most) {
    return jdbc.query(
        """
        with followed as materialized (
          select coalesce(min(coalesce(next.recorded_at, now())), '-infinity') as until, count(*) as processors
            from (select processor_name, min(coalesce((token::json ->> 'globalIndex')::bigint, -1)) as position
                    from event_log.token_entry where processor_name = any (?) group by processor_name) at
            left join event_log.domain_event next on next.position = at.position + 1)
        update saga.waiting set reports = reports + 1, due_at = now() + ? * interval '1 millisecond'
         where order_id = any (array(
               select order_id from saga.waiting w
                where due_at <= coalesce((select until from followed where processors = ?), '-infinity')
                  and not exists (
                      select 1 from outside.call c
                       where c.order_id = w.order_id and c.done_at is null and c.parked_at is null
                         and c.action is not null
                         and c.noted_at > now() - ? * interval '1 millisecond')
                order by due_at limit ? for update skip locked))
        returning order_id, action, since, reports
        """,
        (row, _) ->
            new Overdue(
                OrderId.parse(row.getString("order_id")),
                FulfilmentAction.valueOf(row.getString("action")),
                row.getTimestamp("since").toInstant(),
                row.getInt("reports")),
        FOLLOWERS,
        again.toMillis(),
        FOLLOWERS.length,
        again.toMillis(),
        most);
  }

  /** How many wait for an answer; those that people work on are not counted. */
  long count() {
    return number("select count(*) from saga.waiting" + FOR_ANSWERS);
  }

  /** How long the one has waited that has waited longest. */
  long longestSeconds() {
    return number(
        "select coalesce(extract(epoch from now() - min(since)), 0)::bigint from saga.waiting"
            + FOR_ANSWERS);
  }

  private long number(String sql) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
  }
}
