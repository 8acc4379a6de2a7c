package io.daybook.query.fulfilment;

import graphql.relay.Connection;
import io.daybook.query.Paging;
import io.daybook.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** Fulfilments over GraphQL. */
@Controller
class FulfilmentQueries {
  private final JdbcClient jdbc;

  FulfilmentQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How far the fulfilment of an order is. */
  record Fulfilment(
      String orderId,
      String step,
      String phase,
      @Nullable String failedStep,
      @Nullable String reason,
      OffsetDateTime startedAt,
      OffsetDateTime updatedAt,
      @Nullable OffsetDateTime endedAt) {}

  @QueryMapping
  @Nullable Fulfilment fulfilment(@Argument String orderId) {
    return jdbc.sql("select * from fulfilment.fulfilment_progress where order_id = ?")
        .param(orderId)
        .query((row, _) -> progress(row))
        .optional()
        .orElse(null);
  }

  @QueryMapping
  Connection<Fulfilment> fulfilments(
      @Argument @Nullable String phase, @Argument int first, @Argument @Nullable String after) {
    var paging = Paging.of(first, after);
    var values = new HashMap<String, Object>();
    var sql = new StringBuilder("select * from fulfilment.fulfilment_progress where true");
    if (phase != null) {
      sql.append(" and phase = :phase");
      values.put("phase", phase);
    }
    var key = paging.key(2);
    if (key != null) {
      sql.append(" and (started_at, order_id) < (:afterTime, :afterId)");
      values.put("afterTime", Rows.timeOfCursor(key[0]));
      values.put("afterId", key[1]);
    }
    sql.append(" order by started_at desc, order_id desc limit :limit");
    values.put("limit", paging.limit());
    var rows = jdbc.sql(sql.toString()).params(values).query((row, _) -> progress(row)).list();
    return paging.page(rows, row -> row.startedAt().toInstant() + "|" + row.orderId());
  }

  private static Fulfilment progress(ResultSet row) throws SQLException {
    return new Fulfilment(
        row.getString("order_id"),
        row.getString("step"),
        row.getString("phase"),
        row.getString("failed_step"),
        row.getString("reason"),
        Rows.time(row, "started_at"),
        Rows.time(row, "updated_at"),
        Rows.timeOrNull(row, "ended_at"));
  }
}
