package io.daybook.query.order;

import io.daybook.query.Paging;
import io.daybook.query.order.OrderTables.Filter;
import io.daybook.query.order.OrderTables.Summary;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The list of orders as it was at a position of the log. What an order was then is the last of its
 * versions up to there. The list walks an index by business time, as that of now does. It begins
 * with the latest order that was known then; and one by status ends with the last order that had
 * the status then: the running sums know how many there were.
 */
@Component
class OrderHistoryTable {
  /** With the position that the row is of. */
  private static final String COLUMNS =
      """
      select s.order_id, s.customer_id, s.currency, s.total, s.line_count, s.unit_count, s.ordered_at,
             s.placed_at, v.status, v.captured, v.refunded, v.at as updated_at,
             case when s.cancelled_position <= %1$s then s.cancellation_cause end as cancellation_cause,
             case when s.cancelled_position <= %1$s then s.cancellation_reason end as cancellation_reason,
             case when s.shipped_position <= %1$s then s.tracking_number end as tracking_number
      """;

  private static final String BY_TIME =
      COLUMNS.formatted(":position")
          + """
            from order_summary s
           cross join lateral (select * from order_version h
                                where h.order_id = s.order_id and h.position <= :position
                                order by h.position desc limit 1) v
           where s.placed_position <= :position
          """;

  private static final String SHIPPED_THEN = " and s.shipped_position <= :position";

  private static final String BY_STATUS =
      COLUMNS.formatted(":position")
          + """
            from order_version v
            join order_summary s on s.order_id = v.order_id
           where v.status = :status
             and v.position = (select max(h.position) from order_version h
                                where h.order_id = v.order_id and h.position <= :position)
          """;

  /**
   * No order that was known then has a later business time: that of the stretches of the log up to
   * the position, of which the last may end after it.
   */
  private static final String LATEST =
      """
       and %s.ordered_at <= (select max(latest) from (
              select latest from order_sum where metric = 'orders' and shift = 19 and stretch < :large
              union all
              select latest from order_sum
               where metric = 'orders' and shift = 13 and stretch >= :large * 64 and stretch < :middle
              union all
              select latest from order_sum
               where metric = 'orders' and shift = 7 and stretch >= :middle * 64 and stretch <= :small) as known)
      """;

  private static final String CHANGES =
      COLUMNS.formatted("v.position")
          + """
               , v.position
            from order_version v
            join order_summary s on s.order_id = v.order_id
           where %s = :wanted and (:any or s.customer_id = :only)
             and v.position > :after and v.position <= :upTo
           order by v.position limit :limit
          """;

  private final JdbcClient jdbc;
  private final ShopTables shop;

  OrderHistoryTable(@Qualifier("query") JdbcClient jdbc, ShopTables shop) {
    this.jdbc = jdbc;
    this.shop = shop;
  }

  /** A page of the orders of then, with one row more than wanted if there is one. */
  List<Summary> orders(Filter filter, long position, Paging paging) {
    var values = new HashMap<String, Object>();
    values.put("position", position);
    // In the text: the database then sees that one plan is as good for all, and keeps it.
    var literal = Integer.toString(paging.limit());
    if (filter.isNarrow()) { // so few that no sum is worth its cost
      var from = filter.trackingNumber() == null ? BY_TIME : BY_TIME + SHIPPED_THEN;
      return orders(from, "s", filter, values, paging, literal);
    }
    var end = position + 1;
    values.put("large", end >> 19);
    values.put("middle", end >> 13);
    values.put("small", end >> 7);
    if (filter.status() == null) {
      return orders(BY_TIME + LATEST.formatted("s"), "s", filter, values, paging, literal);
    }
    var count = Math.min(paging.limit(), shop.withStatus(filter.status().name(), position));
    // A parameter, because the database believes that few versions are the last ones, and would
    // rather sort all of them than walk the index until so many are found.
    values.put("limit", count);
    return count == 0
        ? List.of()
        : orders(BY_STATUS + LATEST.formatted("v"), "v", filter, values, paging, ":limit");
  }

  private List<Summary> orders(
      String from,
      String walked,
      Filter filter,
      Map<String, Object> values,
      Paging paging,
      String limit) {
    var sql = new StringBuilder(from);
    filter.narrow(sql, values, walked, "v", paging);
    sql.append(
        " order by %1$s.ordered_at %2$s, %1$s.order_id %2$s limit %3$s"
            .formatted(walked, filter.way(paging).word(), limit));
    return jdbc.sql(sql.toString())
        .params(values)
        .query((row, _) -> OrderTables.summary(row, (Long) values.get("position")))
        .list();
  }

  /**
   * What an event has made of an order.
   *
   * @param order as it was from this event on
   */
  record OrderChange(long position, Summary order) {
    public OffsetDateTime at() {
      return order.updatedAt();
    }
  }

  /**
   * The changes of an order after a position, in the order of the log.
   *
   * @param only the customer whose orders there are; null for all
   */
  List<OrderChange> changesOf(
      String order, @Nullable String only, long after, long upTo, int limit) {
    return changes("v.order_id", order, only, after, upTo, limit);
  }

  /** The same of a customer's orders after a position, in the order of the log. */
  List<OrderChange> changesFor(
      String customer, @Nullable String only, long after, long upTo, int limit) {
    return changes("s.customer_id", customer, only, after, upTo, limit);
  }

  private List<OrderChange> changes(
      String column, String wanted, @Nullable String only, long after, long upTo, int limit) {
    return jdbc.sql(CHANGES.formatted(column))
        .param("wanted", wanted)
        .param("any", only == null)
        .param("only", only == null ? "" : only)
        .param("after", after)
        .param("upTo", upTo)
        .param("limit", limit)
        .query(
            (row, _) ->
                new OrderChange(
                    row.getLong("position"), OrderTables.summary(row, row.getLong("position"))))
        .list();
  }
}
