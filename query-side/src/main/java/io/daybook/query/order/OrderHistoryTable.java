package io.daybook.query.order;

import io.daybook.query.Paging;
import io.daybook.query.order.OrderTables.Filter;
import io.daybook.query.order.OrderTables.Summary;
import io.daybook.query.order.ShopTables.Sum;
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

  private static final String BY_STATUS =
      COLUMNS.formatted(":position")
          + """
            from order_version v
            join order_summary s on s.order_id = v.order_id
           where v.status = :status
             and v.position = (select max(h.position) from order_version h
                                where h.order_id = v.order_id and h.position <= :position)
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
    values.put("limit", paging.limit());
    if (filter.customerId() != null) { // so few that no sum is worth its cost
      return orders(BY_TIME, "s", filter, values, paging);
    }
    var counted = filter.status() == null ? "orders" : "status:" + filter.status().name();
    var sums = shop.orders(position, "orders", counted);
    var latest = sums.getOrDefault("orders", Sum.NONE).latest();
    var count = sums.getOrDefault(counted, Sum.NONE).amount().longValue();
    if (latest == null || count == 0) {
      return List.of();
    }
    values.put("latest", latest);
    values.put("limit", Math.min(paging.limit(), count));
    return filter.status() == null
        ? orders(BY_TIME + " and s.ordered_at <= :latest", "s", filter, values, paging)
        : orders(BY_STATUS + " and v.ordered_at <= :latest", "v", filter, values, paging);
  }

  private List<Summary> orders(
      String from, String walked, Filter filter, Map<String, Object> values, Paging paging) {
    var sql = new StringBuilder(from);
    filter.narrow(sql, values, walked, "v", paging);
    sql.append(
        " order by %1$s.ordered_at %2$s, %1$s.order_id %2$s limit :limit"
            .formatted(walked, filter.way(paging).word()));
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
