package io.daybook.query.order;

import io.daybook.query.MoneyView;
import io.daybook.query.Paging;
import io.daybook.query.Paging.Way;
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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read tables of orders. */
@Component
class OrderTables {
  private static final String LINES =
      """
      select line.order_id, line.sku, line.quantity, line.unit_price, summary.currency,
             %s as returned
        from order_line line
        join order_summary summary using (order_id)
       where order_id = any (:ids) order by order_id, line_number
      """;

  private static final String WITH_SKU = "select order_id from order_line where sku = :sku";

  private static final String RETURNED_THEN =
      """
      (select coalesce(sum(back.quantity), 0) from line_return back
        where back.order_id = line.order_id and back.sku = line.sku and back.position <= :position)
      """;

  private final JdbcClient jdbc;

  OrderTables(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row of the order list.
   *
   * @param asOfPosition at which position it is as it was; null for as it is
   */
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
      @Nullable String trackingNumber,
      @Nullable Long asOfPosition) {
    public String statusLabel() {
      return status.label();
    }
  }

  /** A line of an order in the list. */
  record SummaryLine(String orderId, String sku, int quantity, int returned, MoneyView unitPrice) {}

  /**
   * Which orders are wanted; null means any.
   *
   * @param sku only those with a line of it
   * @param trackingNumber only those whose parcel has it
   * @param effectiveAt only those that were ordered by then, by business time
   * @param sort in which order
   */
  record Filter(
      @Nullable String customerId,
      @Nullable OrderStatus status,
      @Nullable String sku,
      @Nullable String trackingNumber,
      @Nullable OffsetDateTime orderedFrom,
      @Nullable OffsetDateTime orderedTo,
      @Nullable OffsetDateTime effectiveAt,
      OrderSort sort) {

    /** Whether it leaves so few orders that they are looked up, and the list is not walked. */
    boolean isNarrow() {
      return customerId != null || sku != null || trackingNumber != null;
    }

    /** Which way the list is walked for a page. */
    Way way(Paging paging) {
      return paging.walk(sort.way());
    }

    /**
     * Adds what is wanted to a statement.
     *
     * @param walked the table whose business time and id give the order
     * @param versions the table with the status
     */
    void narrow(
        StringBuilder sql,
        Map<String, Object> values,
        String walked,
        String versions,
        Paging paging) {
      add(sql, values, " and s.customer_id = :customer", "customer", customerId);
      add(sql, values, " and s.order_id in (" + WITH_SKU + ")", "sku", sku);
      add(sql, values, " and s.tracking_number = :tracking", "tracking", trackingNumber);
      add(sql, values, " and " + versions + ".status = :status", "status", name(status));
      add(sql, values, " and " + walked + ".ordered_at >= :from", "from", orderedFrom);
      add(sql, values, " and " + walked + ".ordered_at < :to", "to", orderedTo);
      add(sql, values, " and " + walked + ".ordered_at <= :effective", "effective", effectiveAt);
      var key = paging.key(2);
      if (key != null) {
        sql.append(
            " and (%1$s.ordered_at, %1$s.order_id) %2$s (:afterTime, :afterId)"
                .formatted(walked, way(paging).past()));
        values.put("afterTime", Rows.timeOfCursor(key[0]));
        values.put("afterId", key[1]);
      }
    }

    private static void add(
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
  }

  /** A page of orders, with one row more than wanted if there is one. */
  List<Summary> orders(Filter filter, Paging paging) {
    var sql = new StringBuilder("select * from order_summary s where true");
    var values = new HashMap<String, Object>();
    filter.narrow(sql, values, "s", "s", paging);
    sql.append(
        " order by s.ordered_at %1$s, s.order_id %1$s limit :limit"
            .formatted(filter.way(paging).word()));
    values.put("limit", paging.limit());
    return jdbc.sql(sql.toString()).params(values).query((row, _) -> summary(row, null)).list();
  }

  /**
   * The lines of all these orders, each order's in their order: in one round trip, or in one for
   * each moment that the orders are of.
   */
  Map<Summary, List<SummaryLine>> lines(List<Summary> orders) {
    var lines = new HashMap<Summary, List<SummaryLine>>();
    orders.stream()
        .collect(Collectors.groupingBy(order -> Optional.ofNullable(order.asOfPosition())))
        .forEach((moment, of) -> lines.putAll(lines(of, moment.orElse(null))));
    return lines;
  }

  private Map<Summary, List<SummaryLine>> lines(List<Summary> orders, @Nullable Long position) {
    var values = new HashMap<String, Object>();
    values.put("ids", orders.stream().map(Summary::id).toArray(String[]::new));
    if (position != null) {
      values.put("position", position);
    }
    var lines =
        jdbc
            .sql(LINES.formatted(position == null ? "line.returned" : RETURNED_THEN))
            .params(values)
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

  private static @Nullable CancellationCause cause(@Nullable String name) {
    return name == null ? null : CancellationCause.valueOf(name);
  }

  static Summary summary(ResultSet row, @Nullable Long asOfPosition) throws SQLException {
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
        row.getString("tracking_number"),
        asOfPosition);
  }
}
