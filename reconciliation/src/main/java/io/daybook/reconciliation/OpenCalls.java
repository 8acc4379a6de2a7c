package io.daybook.reconciliation;

import io.daybook.outside.call.Port;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Asks which orders have a call to the outside under way. */
@Component
class OpenCalls {
  private final JdbcTemplate jdbc;

  OpenCalls(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * Those of the orders for which a call is open that can go on by itself: one that is parked, or
   * that waits behind a parked one, may stay so for weeks and excuses no difference.
   */
  Set<String> busy(Port port, Collection<String> orders) {
    if (orders.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        jdbc.queryForList(
            """
            select distinct c.order_id from outside.call c
             where c.order_id = any(?) and c.port = ? and c.done_at is null and c.parked_at is null
               and not exists (
                   select 1 from outside.call earlier
                    where earlier.order_id = c.order_id and earlier.port = c.port and earlier.seq < c.seq
                      and earlier.done_at is null and earlier.parked_at is not null)
            """,
            String.class,
            orders.toArray(String[]::new),
            port.name()));
  }
}
