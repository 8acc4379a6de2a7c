package io.daybook.query.order;

import graphql.relay.Connection;
import io.daybook.query.Paging;
import io.daybook.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The read table of every event on behalf of an order. */
@Component
class Timeline {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  Timeline(@Qualifier("query") JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** An event of a timeline. */
  record Entry(
      long position,
      String stream,
      long version,
      String eventId,
      OffsetDateTime at,
      String type,
      @Nullable String actor,
      @Nullable String correlationId,
      @Nullable String causationId,
      Object payload) {}

  /** How much of a timeline was known; null means all of it. */
  record Known(@Nullable Instant asOf, @Nullable Long upTo) {
    static final Known ALL = new Known(null, null);
  }

  /** A page of the timeline, in the order of the log. */
  Connection<Entry> of(String orderId, Known known, Paging paging) {
    var values = new HashMap<String, Object>();
    values.put("id", orderId);
    values.put("after", Paging.number(paging.key(1)));
    values.put("limit", paging.limit());
    var sql =
        new StringBuilder("select * from timeline where order_id = :id and position > :after");
    if (known.asOf() != null) {
      sql.append(" and at <= :asOf");
      values.put("asOf", Timestamp.from(known.asOf()));
    }
    if (known.upTo() != null) {
      sql.append(" and position <= :upTo");
      values.put("upTo", known.upTo());
    }
    sql.append(" order by position limit :limit");
    var rows = jdbc.sql(sql.toString()).params(values).query((row, _) -> entry(row)).list();
    return paging.page(rows, row -> Long.toString(row.position()));
  }

  private Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("position"),
        row.getString("stream"),
        row.getLong("version"),
        row.getString("event_id"),
        Rows.time(row, "at"),
        row.getString("type"),
        row.getString("actor"),
        row.getString("correlation_id"),
        row.getString("causation_id"),
        json.readValue(row.getString("payload"), Object.class));
  }
}
