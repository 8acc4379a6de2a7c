package io.daybook.query.order;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
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
      select metric, sum(amount) as amount
        from (select metric, amount from %1$s where shift = 19 and stretch < :large
              union all
              select metric, amount from %1$s
               where shift = 13 and stretch >= :large * 64 and stretch < :middle
              union all
              select metric, amount from %1$s
               where shift = 7 and stretch >= :middle * 64 and stretch < :small
              union all
              %2$s) as parts
       where metric is not null
       group by metric
      """;

  private static final String ORDERS =
      SUMS.formatted(
          "order_sum",
          """
          select one.metric, one.amount
            from order_version v
            join order_summary s on s.order_id = v.order_id
            left join lateral (select * from order_version h
                                where h.order_id = v.order_id and h.position < v.position
                                order by h.position desc limit 1) p on true
           cross join lateral (
                 values ('orders', (p.order_id is null)::int::numeric),
                        ('status:' || v.status, 1),
                        ('status:' || p.status, -1),
                        ('confirmed', v.confirmed::int - coalesce(p.confirmed, false)::int),
                        ('held:' || s.currency, v.held - coalesce(p.held, 0)),
                        ('captured:' || s.currency, v.captured - coalesce(p.captured, 0)),
                        ('refunded:' || s.currency, v.refunded - coalesce(p.refunded, 0))
                 ) as one (metric, amount)
           where v.position >= :small * 128 and v.position <= :position
          """);

  private static final String STOCK =
      SUMS.formatted(
          "stock_sum",
          """
          select one.metric, one.amount
            from stock_movement m
           cross join lateral (values ('on_hand', m.on_hand_change::numeric),
                                      ('reserved', m.reserved_change::numeric)) as one (metric, amount)
           where m.position >= :small * 128 and m.position <= :position
          """);

  private static final String WITH_STATUS =
      """
      select coalesce(sum(amount), 0)::bigint
        from (select amount from order_sum where metric = :metric and shift = 19 and stretch < :large
              union all
              select amount from order_sum
               where metric = :metric and shift = 13 and stretch >= :large * 64 and stretch < :middle
              union all
              select amount from order_sum
               where metric = :metric and shift = 7 and stretch >= :middle * 64 and stretch < :small
              union all
              select (v.status = :status)::int - coalesce(p.status = :status, false)::int
                from order_version v
                left join lateral (select status from order_version h
                                    where h.order_id = v.order_id and h.position < v.position
                                    order by h.position desc limit 1) p on true
               where v.position >= :small * 128 and v.position <= :position) as parts
      """;

  private final JdbcClient jdbc;

  ShopTables(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A sum. */
  record Sum(BigDecimal amount) {
    static final Sum NONE = new Sum(BigDecimal.ZERO);
  }

  /** The sums over all orders, by their names. */
  Map<String, Sum> orders(long position) {
    return sums(ORDERS, position);
  }

  /** How many orders had a status. */
  long withStatus(String status, long position) {
    var end = position + 1;
    return jdbc.sql(WITH_STATUS)
        .param("metric", "status:" + status)
        .param("status", status)
        .param("large", end >> 19)
        .param("middle", end >> 13)
        .param("small", end >> 7)
        .param("position", position)
        .query(Long.class)
        .single();
  }

  /** The sums over all stock, by their names. */
  Map<String, Sum> stock(long position) {
    return sums(STOCK, position);
  }

  private Map<String, Sum> sums(String sql, long position) {
    var end = position + 1;
    var sums = new HashMap<String, Sum>();
    jdbc.sql(sql)
        .param("large", end >> 19)
        .param("middle", end >> 13)
        .param("small", end >> 7)
        .param("position", position)
        .query(
            row -> {
              sums.put(row.getString("metric"), new Sum(row.getBigDecimal("amount")));
            });
    return sums;
  }
}
