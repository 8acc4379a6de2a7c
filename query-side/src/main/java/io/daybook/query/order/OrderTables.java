package io.daybook.query.order;

import graphql.relay.Connection;
import io.daybook.query.MoneyView;
import io.daybook.query.Paging;
import io.daybook.query.Rows;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.status.OrderStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read tables of orders. */
@Component
class OrderTables {
  private final JdbcClient jdbc;

  OrderTables(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A row of the order list. */
  record Summary(
      String id,
      String customerId,
      OrderStatus status,
      MoneyView total,
      MoneyView captured,
      MoneyView refunded,
      int lineCount,
      long unitCount,
      OffsetDateTime orderedAt,
      OffsetDateTime placedAt,
      OffsetDateTime updatedAt,
      @Nullable CancellationCause cancellationCause,
      @Nullable String cancellationReason,
      @Nullable String trackingNumber) {
    public String statusLabel() {
      return status.label();
    }
  }

  /** A line of an order in the list. */
  record SummaryLine(String orderId, String sku, int quantity, int returned, MoneyView unitPrice) {}

  /** Which orders are wanted; null means any. */
  record Filter(
      @Nullable String customerId,
      @Nullable OrderStatus status,
      @Nullable OffsetDateTime orderedFrom,
      @Nullable OffsetDateTime orderedTo) {}

  Connection<Summary> orders(Filter filter, Paging paging) {
    var sql = new StringBuilder("select * from order_summary where true");
    var values = new HashMap<String, Object>();
    narrow(sql, values, " and customer_id = :customer", "customer", filter.customerId());
    narrow(sql, values, " and status = :status", "status", name(filter.status()));
    narrow(sql, values, " and ordered_at >= :from", "from", filter.orderedFrom());
    narrow(sql, values, " and ordered_at < :to", "to", filter.orderedTo());
    var key = paging.key(2);
    if (key != null) {
      sql.append(" and (ordered_at, order_id) < (:afterTime, :afterId)");
      values.put("afterTime", Rows.timeOfCursor(key[0]));
      values.put("afterId", key[1]);
    }
    sql.append(" order by ordered_at desc, order_id desc limit :limit");
    values.put("limit", paging.limit());
    var rows = jdbc.sql(sql.toString()).params(values).query((row, _) -> summary(row)).list();
    return paging.page(rows, row -> row.orderedAt().toInstant() + "|" + row.id());
  }

  /** The lines of all these orders in one round trip, each order's in their order. */
  Map<Summary, List<SummaryLine>> lines(List<Summary> orders) {
    var lines =
        jdbc
            .sql(
                """
                select line.*, summary.currency
                  from order_line line
                  join order_summary summary using (order_id)
                 where order_id = any (:ids) order by order_id, line_number
                """)
            .param("ids", orders.stream().map(Summary::id).toArray(String[]::new))
            .query((row, _) -> line(row))
            .list()
            .stream()
            .collect(Collectors.groupingBy(SummaryLine::orderId));
    return orders.stream()
        .collect(
            Collectors.toMap(
                order -> order, order -> lines.getOrDefault(order.id(), List.of()), (a, _) -> a));
  }

  private static SummaryLine line(ResultSet row) throws SQLException {
    return new SummaryLine(
        row.getString("order_id"),
        row.getString("sku"),
        row.getInt("quantity"),
        row.getInt("returned"),
        MoneyView.of(row.getBigDecimal("unit_price"), row.getString("currency")));
  }

  private static void narrow(
      StringBuilder sql,
      Map<String, Object> values,
      String and,
      String name,
      @Nullable Object value) {
    if (value != null) {
      sql.append(and);
      values.put(name, value instanceof OffsetDateTime t ? Timestamp.from(t.toInstant()) : value);
    }
  }

  private static @Nullable String name(@Nullable OrderStatus status) {
    return status == null ? null : status.name();
  }

  private static @Nullable CancellationCause cause(@Nullable String name) {
    return name == null ? null : CancellationCause.valueOf(name);
  }

  private static Summary summary(ResultSet row) throws SQLException {
    var currency = row.getString("currency");
    return new Summary(
        row.getString("order_id"),
        row.getString("customer_id"),
        OrderStatus.valueOf(row.getString("status")),
        MoneyView.of(row.getBigDecimal("total"), currency),
        MoneyView.of(row.getBigDecimal("captured"), currency),
        MoneyView.of(row.getBigDecimal("refunded"), currency),
        row.getInt("line_count"),
        row.getLong("unit_count"),
        Rows.time(row, "ordered_at"),
        Rows.time(row, "placed_at"),
        Rows.time(row, "updated_at"),
        cause(row.getString("cancellation_cause")),
        row.getString("cancellation_reason"),
        row.getString("tracking_number"));
  }
}
