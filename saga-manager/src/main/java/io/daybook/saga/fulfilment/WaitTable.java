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
   */
  List<Overdue> takeOverdue(int most) {
    return jdbc.query(
        """
        update saga.waiting set reports = reports + 1, due_at = now() + ? * interval '1 millisecond'
         where order_id = any (array(select order_id from saga.waiting where due_at <= now()
                                      order by due_at limit ? for update skip locked))
        returning order_id, action, since, reports
        """,
        (row, _) ->
            new Overdue(
                OrderId.parse(row.getString("order_id")),
                FulfilmentAction.valueOf(row.getString("action")),
                row.getTimestamp("since").toInstant(),
                row.getInt("reports")),
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
