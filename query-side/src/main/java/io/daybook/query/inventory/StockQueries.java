package io.daybook.query.inventory;

import graphql.relay.Connection;
import io.daybook.query.BadQuery;
import io.daybook.query.Paging;
import io.daybook.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** Stock over GraphQL. */
@Controller
class StockQueries {
  private static final int MAX_SKUS = 100;

  private final JdbcClient jdbc;

  StockQueries(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The stock of a SKU. */
  record StockLevel(String sku, long onHand, long reserved, OffsetDateTime updatedAt) {
    public long available() {
      return onHand - reserved;
    }
  }

  /** One change, and the level it led to. */
  record StockMovement(
      long position,
      String kind,
      @Nullable String orderId,
      long onHandChange,
      long reservedChange,
      long onHand,
      long reserved,
      OffsetDateTime at) {}

  @QueryMapping
  @Nullable StockLevel stockLevel(@Argument String sku) {
    return jdbc.sql("select * from stock_level where sku = ?")
        .param(sku)
        .query((row, _) -> level(row))
        .optional()
        .orElse(null);
  }

  @QueryMapping
  Connection<StockLevel> stockLevels(
      @Argument @Nullable List<String> skus,
      @Argument int first,
      @Argument @Nullable String after) {
    var paging = Paging.of(first, after);
    var values = new HashMap<String, Object>();
    var sql = new StringBuilder("select * from stock_level where true");
    if (skus != null) {
      if (skus.size() > MAX_SKUS) {
        throw new BadQuery("skus must be at most " + MAX_SKUS);
      }
      sql.append(" and sku = any (:skus)");
      values.put("skus", skus.toArray(String[]::new));
    }
    var key = paging.key(1);
    if (key != null) {
      sql.append(" and sku > :after");
      values.put("after", key[0]);
    }
    sql.append(" order by sku limit :limit");
    values.put("limit", paging.limit());
    var rows = jdbc.sql(sql.toString()).params(values).query((row, _) -> level(row)).list();
    return paging.page(rows, StockLevel::sku);
  }

  @QueryMapping
  Connection<StockMovement> stockMovements(
      @Argument String sku, @Argument int first, @Argument @Nullable String after) {
    var paging = Paging.of(first, after);
    var before = paging.key(1) == null ? Long.MAX_VALUE : Paging.number(paging.key(1));
    var rows =
        jdbc.sql(
                """
                select * from stock_movement where sku = :sku and position < :before
                 order by position desc limit :limit
                """)
            .params(Map.of("sku", sku, "before", before, "limit", paging.limit()))
            .query((row, _) -> movement(row))
            .list();
    return paging.page(rows, row -> Long.toString(row.position()));
  }

  private static StockLevel level(ResultSet row) throws SQLException {
    return new StockLevel(
        row.getString("sku"),
        row.getLong("on_hand"),
        row.getLong("reserved"),
        Rows.time(row, "updated_at"));
  }

  private static StockMovement movement(ResultSet row) throws SQLException {
    return new StockMovement(
        row.getLong("position"),
        row.getString("kind"),
        row.getString("order_id"),
        row.getLong("on_hand_change"),
        row.getLong("reserved_change"),
        row.getLong("on_hand"),
        row.getLong("reserved"),
        Rows.time(row, "at"));
  }
}
