package io.daybook.query.analytics;

import io.daybook.query.BadQuery;
import io.daybook.query.MoneyView;
import io.daybook.query.Paging;
import io.daybook.query.Paging.Way;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read tables with numbers by day. */
@Component
public final class AnalyticsTables {
  private static final String SALES =
      """
      select day, sku, country, currency,
             coalesce(sum(amount) filter (where measure = 'ordered_units'), 0) as units_ordered,
             coalesce(sum(amount) filter (where measure = 'ordered_amount'), 0) as ordered,
             coalesce(sum(amount) filter (where measure = 'sold_units'), 0) as units_sold,
             coalesce(sum(amount) filter (where measure = 'sold_amount'), 0) as sold,
             coalesce(sum(amount) filter (where measure = 'returned_units'), 0) as units_returned,
             coalesce(sum(amount) filter (where measure = 'returned_amount'), 0) as returned
        from daily_sale
       where day between :from and :to%1$s
       group by day, sku, country, currency order by day %2$s, sku %2$s, country %2$s, currency %2$s limit :limit
      """;

  private static final String FUNNEL =
      """
      select day,
             coalesce(sum(amount) filter (where measure = 'placed'), 0) as placed,
             coalesce(sum(amount) filter (where measure = 'authorized'), 0) as authorized,
             coalesce(sum(amount) filter (where measure = 'confirmed'), 0) as confirmed,
             coalesce(sum(amount) filter (where measure = 'shipped'), 0) as shipped,
             coalesce(sum(amount) filter (where measure = 'delivered'), 0) as delivered,
             coalesce(sum(amount) filter (where measure = 'CANCELLED'), 0) as cancelled
        from daily_count
       where day between :from and :to and measure <> 'REFUSED' and measure <> 'RETURNED'%s
       group by day order by day
      """;

  private static final String REASONS =
      """
      select measure, reason, sku, sum(amount) as count
        from daily_count
       where day between :from and :to and measure in ('REFUSED', 'CANCELLED', 'RETURNED')%1$s
       group by measure, reason, sku order by measure %2$s, reason %2$s, sku %2$s limit :limit
      """;

  private final JdbcClient jdbc;

  AnalyticsTables(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Days, both of them included. */
  record Range(LocalDate from, LocalDate to) {}

  /** What was ordered, sold and returned of a SKU, of the orders of one day to one country. */
  record SalesDay(
      LocalDate day,
      String sku,
      String country,
      long unitsOrdered,
      MoneyView ordered,
      long unitsSold,
      MoneyView sold,
      long unitsReturned,
      MoneyView returned) {}

  /** How far the orders of one day have come. */
  record FunnelDay(
      LocalDate day,
      long placed,
      long authorized,
      long confirmed,
      long shipped,
      long delivered,
      long cancelled) {}

  /** What there are reasons for. */
  public enum ReasonKind {
    /** Somebody has refused an order: orders, or, for goods that are out of stock, lines. */
    REFUSED,
    /** Orders that were cancelled. */
    CANCELLED,
    /** Units that came back. */
    RETURNED
  }

  /** How often there was a reason for something. */
  record ReasonCount(ReasonKind kind, String reason, String sku, long count) {}

  /** A page of sales, with one row more than wanted if there is one. */
  List<SalesDay> sales(Range range, @Nullable String sku, @Nullable String country, Paging paging) {
    var values = values(range, paging);
    var way = paging.walk(Way.UP);
    var where = new StringBuilder();
    narrow(where, values, "sku", sku);
    narrow(where, values, "country", country);
    var key = paging.key(4);
    if (key != null) {
      where.append(
          " and day %1$s= :afterDay and (day, sku, country, currency) %1$s (:afterDay, :afterSku, :afterCountry, :afterCurrency)"
              .formatted(way.past()));
      values.put("afterDay", day(key[0]));
      values.put("afterSku", key[1]);
      values.put("afterCountry", key[2]);
      values.put("afterCurrency", key[3]);
    }
    return jdbc.sql(SALES.formatted(where, way.word()))
        .params(values)
        .query((row, _) -> sales(row))
        .list();
  }

  /** The key of a row of sales. */
  static String cursorOf(SalesDay row) {
    return "%s|%s|%s|%s".formatted(row.day(), row.sku(), row.country(), row.ordered().currency());
  }

  /** One row for each day with orders. */
  List<FunnelDay> funnel(Range range, @Nullable String country) {
    var values = new HashMap<String, Object>(Map.of("from", range.from(), "to", range.to()));
    var where = new StringBuilder();
    narrow(where, values, "country", country);
    return jdbc.sql(FUNNEL.formatted(where)).params(values).query((row, _) -> funnel(row)).list();
  }

  /** A page of reasons, with one row more than wanted if there is one. */
  List<ReasonCount> reasons(Range range, @Nullable String country, Paging paging) {
    var values = values(range, paging);
    var way = paging.walk(Way.UP);
    var where = new StringBuilder();
    narrow(where, values, "country", country);
    var key = paging.key(3);
    if (key != null) {
      where.append(
          " and (measure, reason, sku) %s (:afterKind, :afterReason, :afterSku)"
              .formatted(way.past()));
      values.put("afterKind", key[0]);
      values.put("afterReason", key[1]);
      values.put("afterSku", key[2]);
    }
    return jdbc.sql(REASONS.formatted(where, way.word()))
        .params(values)
        .query(
            (row, _) ->
                new ReasonCount(
                    ReasonKind.valueOf(row.getString("measure")),
                    row.getString("reason"),
                    row.getString("sku"),
                    row.getLong("count")))
        .list();
  }

  private static Map<String, Object> values(Range range, Paging paging) {
    return new HashMap<>(Map.of("from", range.from(), "to", range.to(), "limit", paging.limit()));
  }

  private static void narrow(
      StringBuilder where, Map<String, Object> values, String column, @Nullable String value) {
    if (value != null) {
      where.append(" and %1$s = :%1$s".formatted(column));
      values.put(column, value);
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      throw BadQuery.cursor("after");
    }
  }

  private static SalesDay sales(ResultSet row) throws SQLException {
    var currency = row.getString("currency");
    return new SalesDay(
        row.getObject("day", LocalDate.class),
        row.getString("sku"),
        row.getString("country"),
        row.getLong("units_ordered"),
        MoneyView.of(row.getBigDecimal("ordered"), currency),
        row.getLong("units_sold"),
        MoneyView.of(row.getBigDecimal("sold"), currency),
        row.getLong("units_returned"),
        MoneyView.of(row.getBigDecimal("returned"), currency));
  }

  private static FunnelDay funnel(ResultSet row) throws SQLException {
    return new FunnelDay(
        row.getObject("day", LocalDate.class),
        row.getLong("placed"),
        row.getLong("authorized"),
        row.getLong("confirmed"),
        row.getLong("shipped"),
        row.getLong("delivered"),
        row.getLong("cancelled"));
  }
}
