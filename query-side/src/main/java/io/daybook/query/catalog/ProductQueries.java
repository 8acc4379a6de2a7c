package io.daybook.query.catalog;

import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.Moments;
import io.daybook.query.MoneyView;
import io.daybook.query.Paging;
import io.daybook.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** The catalogue over GraphQL. */
@Controller
class ProductQueries {
  private static final String NOW =
      """
      select * from product where sku > :after and (on_sale or :all)
       order by sku limit :limit
      """;

  /** What a product was at a position is the last of its versions up to there. */
  private static final String THEN =
      """
      select v.*
        from product p
       cross join lateral (select * from product_version h
                            where h.sku = p.sku and h.position <= :position
                            order by h.position desc limit 1) v
       where p.sku > :after and (v.on_sale or :all)
       order by p.sku limit :limit
      """;

  private final JdbcClient jdbc;
  private final Moments moments;

  ProductQueries(@Qualifier("query") JdbcClient jdbc, Moments moments) {
    this.jdbc = jdbc;
    this.moments = moments;
  }

  /** A product as customers see it. */
  record Product(String sku, String name, MoneyView price, boolean onSale) {}

  @QueryMapping
  @Nullable Product product(@Argument String sku, DataFetchingEnvironment environment) {
    var position = moments.position(environment);
    var found =
        position == null
            ? jdbc.sql("select * from product where sku = :sku").param("sku", sku)
            : jdbc.sql(
                    """
                    select * from product_version
                     where sku = :sku and position <= :position order by position desc limit 1
                    """)
                .param("sku", sku)
                .param("position", position);
    return found.query((row, _) -> product(row)).optional().orElse(null);
  }

  @QueryMapping
  Connection<Product> products(
      @Argument boolean includeDiscontinued,
      @Argument int first,
      @Argument @Nullable String after,
      DataFetchingEnvironment environment) {
    var paging = Paging.of(first, after);
    var key = paging.key(1);
    var values = new HashMap<String, Object>();
    values.put("after", key == null ? "" : key[0]);
    values.put("all", includeDiscontinued);
    values.put("limit", paging.limit());
    var position = moments.position(environment);
    if (position != null) {
      values.put("position", position);
    }
    var rows =
        jdbc.sql(position == null ? NOW : THEN)
            .params(values)
            .query((row, _) -> product(row))
            .list();
    return paging.page(rows, Product::sku);
  }

  /** What a product was from a position on. */
  record ProductVersion(
      long position, OffsetDateTime at, String name, MoneyView price, boolean onSale) {}

  @QueryMapping
  Connection<ProductVersion> productVersions(
      @Argument String sku,
      @Argument int first,
      @Argument @Nullable String after,
      DataFetchingEnvironment environment) {
    var paging = Paging.of(first, after);
    var position = moments.position(environment);
    var known = position == null ? Long.MAX_VALUE : position + 1;
    var key = paging.key(1);
    var rows =
        jdbc.sql(
                """
                select * from product_version where sku = :sku and position < :before
                 order by position desc limit :limit
                """)
            .param("sku", sku)
            .param("before", key == null ? known : Math.min(known, Paging.number(key)))
            .param("limit", paging.limit())
            .query((row, _) -> version(row))
            .list();
    return paging.page(rows, row -> Long.toString(row.position()));
  }

  private static ProductVersion version(ResultSet row) throws SQLException {
    var product = product(row);
    return new ProductVersion(
        row.getLong("position"),
        Rows.time(row, "at"),
        product.name(),
        product.price(),
        product.onSale());
  }

  private static Product product(ResultSet row) throws SQLException {
    return new Product(
        row.getString("sku"),
        row.getString("name"),
        MoneyView.of(row.getBigDecimal("price"), row.getString("currency")),
        row.getBoolean("on_sale"));
  }
}
