package io.daybook.query.audit;

import io.daybook.query.EventReference;
import io.daybook.query.Paging.Way;
import io.daybook.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The read table with a reference to every event. */
@Component
class AuditTable {
  private final JdbcClient jdbc;

  AuditTable(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which events are wanted; null means any.
   *
   * @param after only events after this position
   * @param upTo only events up to this position
   */
  record Filter(
      @Nullable String actor,
      @Nullable String principal,
      @Nullable String client,
      @Nullable String type,
      @Nullable String stream,
      @Nullable String correlation,
      long after,
      long upTo) {}

  /** Events, as they are met on the way through the log. */
  List<EventReference> page(Filter filter, Way way, int limit) {
    var values = new HashMap<String, Object>();
    var sql =
        new StringBuilder(
            "select * from audit_entry where position > :after and position <= :upTo");
    values.put("after", filter.after());
    values.put("upTo", filter.upTo());
    narrow(sql, values, "actor", filter.actor());
    narrow(sql, values, "principal", filter.principal());
    narrow(sql, values, "client", filter.client());
    narrow(sql, values, "type", filter.type());
    narrow(sql, values, "stream", filter.stream());
    narrow(sql, values, "correlation_id", filter.correlation());
    sql.append(" order by position ").append(way.word()).append(" limit :limit");
    values.put("limit", limit);
    return jdbc.sql(sql.toString()).params(values).query((row, _) -> reference(row)).list();
  }

  private static void narrow(
      StringBuilder sql, Map<String, Object> values, String column, @Nullable String value) {
    if (value != null) {
      sql.append(" and %1$s = :%1$s".formatted(column));
      values.put(column, value);
    }
  }

  /** The first events that followed from a request, in the order of the log. */
  List<EventReference> correlated(String correlation, int limit) {
    return jdbc.sql(
            """
            select * from audit_entry where correlation_id = :correlation
             order by position limit :limit
            """)
        .param("correlation", correlation)
        .param("limit", limit)
        .query((row, _) -> reference(row))
        .list();
  }

  /** The request that an event followed from; empty when there is no such event. */
  Optional<String> correlationOf(String eventId) {
    return jdbc.sql("select correlation_id from audit_entry where event_id = ?")
        .param(eventId)
        .query(String.class)
        .optional();
  }

  private static EventReference reference(ResultSet row) throws SQLException {
    return new EventReference(
        row.getLong("position"),
        Rows.time(row, "at"),
        row.getString("type"),
        row.getString("stream"),
        row.getLong("version"),
        row.getString("event_id"),
        row.getString("actor"),
        row.getString("correlation_id"),
        row.getString("causation_id"),
        row.getString("because"));
  }
}
