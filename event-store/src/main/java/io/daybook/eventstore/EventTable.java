package io.daybook.eventstore;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads events; {@link AppendFunction} is what adds them. */
final class EventTable {
  /** Rows of one read. */
  static final int PAGE = 1_000;

  static final String COLUMNS =
      "stream, version, stream_type, event_id, recorded_at, payload_type, payload_revision, payload, metadata";

  /** The snapshot, if there is one, and the events after it, in one round trip. */
  private static final String LOAD =
      """
      with s as (select -1::bigint as position, %1$s from event_log.snapshot where stream = ?)
      select * from s
      union all
      (select position, %1$s from event_log.domain_event
        where stream = ? and version > coalesce((select version from s), -1)
        order by version limit %2$d)
      order by version
      """
          .formatted(COLUMNS, PAGE);

  private final JdbcTemplate jdbc;

  EventTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The latest snapshot, at position -1, if there is one, then up to {@link #PAGE} events after.
   */
  List<EventRow> load(String stream) {
    return jdbc.query(LOAD, (row, _) -> EventRow.read(row), stream, stream);
  }

  List<EventRow> readStream(String stream, long firstVersion) {
    return read(
        "where stream = ? and version >= ? order by version limit " + PAGE, stream, firstVersion);
  }

  List<EventRow> readStreams(Collection<String> streams) {
    return read(
        "where stream = any (?::text[]) order by position",
        (Object) streams.toArray(String[]::new));
  }

  List<EventRow> readLog(long afterPosition) {
    return read("where position > ? order by position limit " + PAGE, afterPosition);
  }

  private List<EventRow> read(String where, Object... arguments) {
    return jdbc.query(
        "select position, " + COLUMNS + " from event_log.domain_event " + where,
        (row, _) -> EventRow.read(row),
        arguments);
  }

  Optional<Long> lastVersion(String stream) {
    return Optional.ofNullable(
        jdbc.queryForObject(
            "select max(version) from event_log.domain_event where stream = ?",
            Long.class,
            stream));
  }

  long head() {
    return position("select coalesce(max(position), -1) from event_log.domain_event");
  }

  long positionBefore(Instant instant) {
    return position(
        "select coalesce(min(position) - 1, (select coalesce(max(position), -1) from event_log.domain_event))"
            + " from event_log.domain_event where recorded_at >= ?",
        Timestamp.from(instant));
  }

  private long position(String sql, Object... arguments) {
    Long position = jdbc.queryForObject(sql, Long.class, arguments);
    return position == null ? -1 : position;
  }
}
