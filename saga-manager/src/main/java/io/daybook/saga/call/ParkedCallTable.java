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

  /** Sets a call aside; {@link #unannounced} finds it until its fulfilment is told. */
  void park(Call call, String reason) {
    jdbc.update(
        """
        update outside.call set parked_at = now(), park_announced = (action is null), last_failure = ?
         where key = ? and done_at is null
        """,
        Call.shortened(reason),
        call.key().value());
  }

  List<Call> unannounced(int most) {
    return jdbc.query(
        """
        select *, in_doubt as was_in_doubt from outside.call
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
        """
        select *, in_doubt as was_in_doubt from outside.call
         where order_id = ? and action = ? and parked_at is not null and done_at is null
        """,
        (row, _) -> calls.read(row),
        order.toString(),
        action.name());
  }
}
