package io.daybook.outside.call;

import io.daybook.schema.order.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of what others ask about calls that are under way. */
@Component
public class OpenCallTable {
  private final JdbcTemplate jdbc;

  OpenCallTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * Those of the orders for which a call is open that can go on by itself: one that is parked, or
   * that waits behind a parked one, may stay so for weeks and excuses no difference.
   */
  public Set<String> busy(Port port, Collection<String> orders) {
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

  /**
   * When the calls were noted that are under way for steps of these orders, the latest of each;
   * those that are parked are not under way.
   */
  public Map<OrderId, Instant> notedAt(Collection<OrderId> orders) {
    var noted = new HashMap<OrderId, Instant>();
    jdbc.query(
        """
        select order_id, max(noted_at) from outside.call
         where order_id = any (?) and done_at is null and parked_at is null and action is not null
         group by order_id
        """,
        row -> {
          noted.put(OrderId.parse(row.getString(1)), row.getTimestamp(2).toInstant());
        },
        (Object) orders.stream().map(OrderId::toString).toArray(String[]::new));
    return noted;
  }
}
