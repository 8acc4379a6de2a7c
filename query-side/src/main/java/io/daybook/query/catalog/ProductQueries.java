package io.daybook.query.catalog;

import graphql.relay.Connection;
import io.daybook.query.MoneyView;
import io.daybook.query.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** The catalogue over GraphQL. */
@Controller
class ProductQueries {
  private final JdbcClient jdbc;

  ProductQueries(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A product as customers see it. */
  record Product(String sku, String name, MoneyView price, boolean onSale) {}

  @QueryMapping
  @Nullable Product product(@Argument String sku) {
    return jdbc.sql("select * from product where sku = ?")
        .param(sku)
        .query((row, _) -> product(row))
        .optional()
        .orElse(null);
  }

  @QueryMapping
  Connection<Product> products(
      @Argument boolean includeDiscontinued,
      @Argument int first,
      @Argument @Nullable String after) {
    var paging = Paging.of(first, after);
    var key = paging.key(1);
    var rows =
        jdbc.sql(
                """
                select * from product where sku > :after and (on_sale or :all)
                 order by sku limit :limit
                """)
            .params(
                Map.of(
                    "after",
                    key == null ? "" : key[0],
                    "all",
                    includeDiscontinued,
                    "limit",
                    paging.limit()))
            .query((row, _) -> product(row))
            .list();
    return paging.page(rows, Product::sku);
  }

  private static Product product(ResultSet row) throws SQLException {
    return new Product(
        row.getString("sku"),
        row.getString("name"),
        MoneyView.of(row.getBigDecimal("price"), row.getString("currency")),
        row.getBoolean("on_sale"));
  }
}
