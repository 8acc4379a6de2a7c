package io.daybook.query.catalog;

import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.Moments;
import io.daybook.query.MoneyView;
import io.daybook.query.NodeSource;
import io.daybook.query.Pages;
import io.daybook.query.Paging.Way;
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
class ProductQueries implements NodeSource {
  private static final String PREFIX = "product-";

  private static final String NOW =
      """
      select * from product p where (on_sale or :all)
      """;

  /** What a product was at a position is the last of its versions up to there. */
  private static final String THEN =
      """
      select v.*
        from product p
       cross join lateral (select * from product_version h
                            where h.sku = p.sku and h.position <= :position
                            order by h.position desc limit 1) v
       where (v.on_sale or :all)
      """;

  private final JdbcClient jdbc;
  private final Moments moments;
  private final Pages pages;

  ProductQueries(@Qualifier("query") JdbcClient jdbc, Moments moments, Pages pages) {
    this.jdbc = jdbc;
    this.moments = moments;
    this.pages = pages;
  }

  /** A product as customers see it. */
  record Product(String sku, String name, MoneyView price, boolean onSale) {
    public String id() {
      return PREFIX + sku;
    }
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public @Nullable Object find(String rest, DataFetchingEnvironment environment) {
    return product(rest, environment);
  }

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
      @Argument @Nullable String search,
      DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var way = paging.walk(Way.UP);
    var values = new HashMap<String, Object>();
    values.put("all", includeDiscontinued);
    values.put("limit", paging.limit());
    var position = moments.position(environment);
    if (position != null) {
      values.put("position", position);
    }
    var sql = new StringBuilder(position == null ? NOW : THEN);
    if (search != null) {
      sql.append(position == null ? " and p.name" : " and v.name").append(" ilike :search");
      values.put("search", "%" + search.replaceAll("[\\\\%_]", "\\\\$0") + "%");
    }
    var key = paging.key(1);
    if (key != null) {
      sql.append(" and p.sku ").append(way.past()).append(" :key");
      values.put("key", key[0]);
    }
    sql.append(" order by p.sku ").append(way.word()).append(" limit :limit");
    var rows = jdbc.sql(sql.toString()).params(values).query((row, _) -> product(row)).list();
    return paging.page(rows, Product::sku);
  }

  /** What a product was from a position on. */
  record ProductVersion(
      long position, OffsetDateTime at, String name, MoneyView price, boolean onSale) {}

  @QueryMapping
  Connection<ProductVersion> productVersions(
      @Argument String sku, DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var wanted = paging.positions(Way.DOWN).knownAt(moments.position(environment));
    var rows =
        jdbc.sql(
                """
                select * from product_version
                 where sku = :sku and position > :after and position <= :upTo
                 order by position %s limit :limit
                """
                    .formatted(wanted.way().word()))
            .param("sku", sku)
            .param("after", wanted.after())
            .param("upTo", wanted.upTo())
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
