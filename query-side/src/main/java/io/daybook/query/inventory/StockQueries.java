package io.daybook.query.inventory;

import graphql.relay.Connection;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.query.BadQuery;
import io.daybook.query.Moments;
import io.daybook.query.Pages;
import io.daybook.query.Paging.Way;
import io.daybook.query.Rows;
import io.daybook.query.live.LiveChanges;
import io.daybook.query.live.Topic;
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
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Stock over GraphQL. */
@Controller
class StockQueries {
  private static final int MAX_SKUS = 100;

  /**
   * A movement holds the level that it led to, so the last one before a moment is the level past.
   */
  private static final String LEVELS_THEN =
      """
      select m.*, m.at as updated_at
        from stock_level l
       cross join lateral (select * from stock_movement past
                            where past.sku = l.sku and past.position <= :position
                            order by past.position desc limit 1) m
       where true
      """;

  private final JdbcClient jdbc;
  private final Moments moments;
  private final LiveChanges live;
  private final Pages pages;

  StockQueries(
      @Qualifier("query") JdbcClient jdbc, Moments moments, LiveChanges live, Pages pages) {
    this.pages = pages;
    this.jdbc = jdbc;
    this.moments = moments;
    this.live = live;
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
  @Nullable StockLevel stockLevel(@Argument String sku, DataFetchingEnvironment environment) {
    var position = moments.position(environment);
    var level =
        position == null
            ? jdbc.sql("select * from stock_level where sku = :sku").param("sku", sku)
            : jdbc.sql(
                    """
                    select *, at as updated_at from stock_movement
                     where sku = :sku and position <= :position order by position desc limit 1
                    """)
                .param("sku", sku)
                .param("position", position);
    return level.query((row, _) -> level(row)).optional().orElse(null);
  }

  @QueryMapping
  Connection<StockLevel> stockLevels(
      @Argument @Nullable List<String> skus,
      @Argument StockSort sort,
      DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var values = new HashMap<String, Object>();
    var sql = new StringBuilder();
    var position = moments.position(environment);
    if (position == null) {
      sql.append("select * from stock_level l where true");
    } else {
      sql.append(LEVELS_THEN);
      values.put("position", position);
    }
    if (skus != null) {
      if (skus.size() > MAX_SKUS) {
        throw new BadQuery("skus", "skus must be at most " + MAX_SKUS);
      }
      sql.append(" and l.sku = any (:skus)");
      values.put("skus", skus.toArray(String[]::new));
    }
    sql.append(sort.page(paging, position == null ? "l" : "m", values));
    values.put("limit", paging.limit());
    var rows = jdbc.sql(sql.toString()).params(values).query((row, _) -> level(row)).list();
    return paging.page(rows, sort::key);
  }

  @QueryMapping
  Connection<StockMovement> stockMovements(
      @Argument String sku, DataFetchingEnvironment environment) {
    var paging = pages.of(environment);
    var wanted = paging.positions(Way.DOWN).knownAt(moments.position(environment));
    var rows =
        jdbc.sql(
                """
                select * from stock_movement
                 where sku = :sku and position > :after and position <= :upTo
                 order by position %s limit :limit
                """
                    .formatted(wanted.way().word()))
            .param("sku", sku)
            .param("after", wanted.after())
            .param("upTo", wanted.upTo())
            .param("limit", paging.limit())
            .query((row, _) -> movement(row))
            .list();
    return paging.page(rows, row -> Long.toString(row.position()));
  }

  @SubscriptionMapping
  Flux<StockMovement> stockChanged(@Argument String sku, @Argument @Nullable Long fromPosition) {
    return live.of(
        new Topic.Stock(sku),
        fromPosition,
        (after, upTo, limit) -> movements(sku, after, upTo, limit),
        StockMovement::position);
  }

  private List<StockMovement> movements(String sku, long after, long upTo, int limit) {
    return jdbc.sql(
            """
            select * from stock_movement
             where sku = :sku and position > :after and position <= :upTo
             order by position limit :limit
            """)
        .params(Map.of("sku", sku, "after", after, "upTo", upTo, "limit", limit))
        .query((row, _) -> movement(row))
        .list();
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
