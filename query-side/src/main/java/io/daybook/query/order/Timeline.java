package io.daybook.query.order;

import graphql.relay.Connection;
import io.daybook.query.Paging;
import io.daybook.query.Paging.Way;
import io.daybook.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read table that says which events were on behalf of an order. */
@Component
class Timeline {
  private final JdbcClient jdbc;

  Timeline(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An event of a timeline; its payload is in the log. */
  record Entry(
      long position,
      String stream,
      long version,
      String eventId,
      OffsetDateTime at,
      String type,
      @Nullable String actor,
      @Nullable String correlationId,
      @Nullable String causationId) {}

  /**
   * A page of the timeline, in the order of the log.
   *
   * @param upTo events after this position are left out; null for none
   */
  Connection<Entry> of(String orderId, @Nullable Long upTo, Paging paging) {
    var wanted = paging.positions(Way.UP).knownAt(upTo);
    var rows =
        jdbc.sql(
                """
                select position, stream, version, event_id, at, type, actor, correlation_id, causation_id
                  from timeline
                 where order_id = :id and position > :after and position <= :upTo
                 order by position %s limit :limit
                """
                    .formatted(wanted.way().word()))
            .params(
                Map.of(
                    "id",
                    orderId,
                    "after",
                    wanted.after(),
                    "upTo",
                    wanted.upTo(),
                    "limit",
                    paging.limit()))
            .query((row, _) -> entry(row))
            .list();
    return paging.page(rows, row -> Long.toString(row.position()));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("position"),
        row.getString("stream"),
        row.getLong("version"),
        row.getString("event_id"),
        Rows.time(row, "at"),
        row.getString("type"),
        row.getString("actor"),
        row.getString("correlation_id"),
        row.getString("causation_id"));
  }
}
