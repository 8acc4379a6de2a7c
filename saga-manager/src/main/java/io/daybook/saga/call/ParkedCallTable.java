package io.daybook.saga.call;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of calls that are set aside. */
@Component
class ParkedCallTable {
  private final JdbcTemplate jdbc;
  private final CallTable calls;

  ParkedCallTable(DataSource dataSource, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.calls = calls;
  }

  /**
   * Sets a call aside; {@link #unannounced} finds it until its fulfilment is told.
   *
   * @param renewed whether its next attempt has a fresh key
   */
  void park(Call call, String reason, boolean renewed) {
    jdbc.update(
        """
        update outside.call
           set parked_at = now(), park_announced = (action is null), last_failure = ?,
               generation = generation + fresh.n, key_spent = key_spent and fresh.n = 0,
               key_since = case fresh.n when 1 then now() else key_since end
          from (select ?::int as n) as fresh
         where key = ? and done_at is null
        """,
        Call.shortened(reason),
        renewed ? 1 : 0,
        call.key().value());
  }

  List<Call> unannounced(int most) {
    return jdbc.query(
        CallTable.SELECT
            + """
         where parked_at is not null and not park_announced order by parked_at limit ?
        """,
        (row, _) -> calls.read(row),
        most);
  }

  void announced(Call call) {
    jdbc.update("update outside.call set park_announced = true where key = ?", call.key().value());
  }

  /** Has parked calls of an order tried again, as if for the first time. */
  void resume(OrderId order, FulfilmentAction action) {
    jdbc.update(
        """
        update outside.call set parked_at = null, park_announced = false, attempts = 0, due_at = now()
         where order_id = ? and action = ? and parked_at is not null and done_at is null
        """,
        order.toString(),
        action.name());
  }

  /** The parked calls of an order that an operator may give up. */
  List<Call> parked(OrderId order, FulfilmentAction action) {
    return jdbc.query(
        CallTable.SELECT
            + """
         where order_id = ? and action = ? and parked_at is not null and done_at is null
        """,
        (row, _) -> calls.read(row),
        order.toString(),
        action.name());
  }
}
