package io.daybook.query.order;

import graphql.GraphQLContext;
import io.daybook.query.MoneyView;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/**
 * Sums of the read tables, for whoever compares them with the log. They read every row: not for a
 * hot path.
 */
@Controller
class ShopTotalsQuery {
  private final JdbcClient jdbc;

  ShopTotalsQuery(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Sums over all orders and stock. */
  record ShopTotals(
      long orders,
      long confirmedOrders,
      long unitsReserved,
      List<MoneyView> captured,
      List<MoneyView> refunded) {}

  /** Once for a request, however often it asks. */
  @QueryMapping
  ShopTotals shopTotals(GraphQLContext request) {
    return request.computeIfAbsent(ShopTotals.class, _ -> totals());
  }

  private ShopTotals totals() {
    return new ShopTotals(
        count("select count(*) from order_summary"),
        count("select count(confirmed_at) from order_summary"),
        count("select coalesce(sum(reserved), 0) from stock_level"),
        sums("captured"),
        sums("refunded"));
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  private List<MoneyView> sums(String column) {
    return jdbc.sql(
            "select currency, sum("
                + column
                + ") as amount from order_summary group by currency order by currency")
        .query((row, _) -> MoneyView.of(row.getBigDecimal("amount"), row.getString("currency")))
        .list();
  }
}
