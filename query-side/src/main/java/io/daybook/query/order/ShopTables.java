package io.daybook.query.order;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The running sums over all orders and all stock, as of a position of the log. What a stretch of
 * the log has added is one row, for stretches of 2^7, 2^13 and 2^19 positions, so few rows are
 * added up; the events of the last stretch, which is not whole, are added up one by one.
 */
@Component
class ShopTables {
  private static final String SUMS =
      """
      select metric, sum(amount) as amount, max(latest) as latest
        from (select metric, amount, latest from %1$s where shift = 19 and stretch < :large
              union all
              select metric, amount, latest from %1$s
               where shift = 13 and stretch >= :large * 64 and stretch < :middle
              union all
              select metric, amount, latest from %1$s
               where shift = 7 and stretch >= :middle * 64 and stretch < :small
              union all
              %2$s) as parts
       where metric = any (:wanted) or (metric is not null and cardinality(:wanted) = 0)
       group by metric
      """;

  private static final String ORDERS =
      SUMS.formatted(
          "order_sum",
          """
          select one.metric, one.amount, one.latest
            from order_version v
            join order_summary s on s.order_id = v.order_id
            left join lateral (select * from order_version h
                                where h.order_id = v.order_id and h.position < v.position
                                order by h.position desc limit 1) p on true
           cross join lateral (
                 values ('orders', (p.order_id is null)::int::numeric,
                         case when p.order_id is null then v.ordered_at end),
                        ('status:' || v.status, 1, null),
                        ('status:' || p.status, -1, null),
                        ('confirmed', v.confirmed::int - coalesce(p.confirmed, false)::int, null),
                        ('held:' || s.currency, v.held - coalesce(p.held, 0), null),
                        ('captured:' || s.currency, v.captured - coalesce(p.captured, 0), null),
                        ('refunded:' || s.currency, v.refunded - coalesce(p.refunded, 0), null)
                 ) as one (metric, amount, latest)
           where v.position >= :small * 128 and v.position <= :position
          """);

  private static final String STOCK =
      SUMS.formatted(
          "stock_sum",
          """
          select one.metric, one.amount, null::timestamptz as latest
            from stock_movement m
           cross join lateral (values ('on_hand', m.on_hand_change::numeric),
                                      ('reserved', m.reserved_change::numeric)) as one (metric, amount)
           where m.position >= :small * 128 and m.position <= :position
          """);

  private final JdbcClient jdbc;

  ShopTables(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A sum.
   *
   * @param latest the latest business time of what was counted, where it has one
   */
  record Sum(BigDecimal amount, @Nullable Timestamp latest) {
    static final Sum NONE = new Sum(BigDecimal.ZERO, null);
  }

  /**
   * The sums over all orders, by their names.
   *
   * @param wanted those that are wanted; all if none is named
   */
  Map<String, Sum> orders(long position, String... wanted) {
    return sums(ORDERS, position, wanted);
  }

  /** The sums over all stock, by their names. */
  Map<String, Sum> stock(long position) {
    return sums(STOCK, position);
  }

  private Map<String, Sum> sums(String sql, long position, String... wanted) {
    var end = position + 1;
    var sums = new HashMap<String, Sum>();
    jdbc.sql(sql)
        .param("large", end >> 19)
        .param("middle", end >> 13)
        .param("small", end >> 7)
        .param("position", position)
        .param("wanted", wanted)
        .query(
            row -> {
              sums.put(
                  row.getString("metric"),
                  new Sum(row.getBigDecimal("amount"), row.getTimestamp("latest")));
            });
    return sums;
  }
}
