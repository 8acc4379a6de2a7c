package io.daybook.eventstore;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All SQL of the log.
 *
 * <p>{@code pg_advisory_xact_lock} makes committing an append and drawing its positions one step
 * for all writers on the database. That serializes commits, which is the price of a log without
 * late arrivals.
 */
final class EventTable {
  /** Rows of one read. */
  static final int PAGE = 1_000;

  static final String COLUMNS =
      "stream, version, stream_type, event_id, recorded_at, payload_type, payload_revision, payload, metadata";

  /** The lock of this log, drawn at random once, so that it meets no other lock of the database. */
  private static final long APPEND_LOCK = 4_782_190_665_214_038L;

  private static final String APPEND =
      """
      insert into event_log.domain_event (%s)
      select s, v, st, e, r, pt, pr, p::jsonb, m::jsonb
        from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[],
                    ?::text[], ?::text[], ?::text[], ?::text[])
          with ordinality as t(s, v, st, e, r, pt, pr, p, m, n)
       order by n
      """
          .formatted(COLUMNS);

  private static final String STORE_SNAPSHOT =
      """
      insert into event_log.snapshot (%s) values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
      on conflict (stream) do update set
          version = excluded.version, event_id = excluded.event_id, recorded_at = excluded.recorded_at,
          payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
          payload = excluded.payload, metadata = excluded.metadata
      where snapshot.version < excluded.version
         or snapshot.payload_revision is distinct from excluded.payload_revision
      """
          .formatted(COLUMNS);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  private final AppendSignal signal;

  EventTable(JdbcTemplate jdbc, TransactionTemplate transaction, AppendSignal signal) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.signal = signal;
  }

  /** Appends all rows or none, within the transaction at hand or one of its own. */
  void append(List<EventRow> rows) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.query("select pg_advisory_xact_lock(?)", _ -> {}, APPEND_LOCK);
          jdbc.update(APPEND, arrays(rows));
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                  signal.appended();
                }
              });
        });
  }

  private static Object[] arrays(List<EventRow> rows) {
    return new Object[] {
      rows.stream().map(EventRow::stream).toArray(String[]::new),
      rows.stream().map(EventRow::version).toArray(Long[]::new),
      rows.stream().map(EventRow::streamType).toArray(String[]::new),
      rows.stream().map(EventRow::eventId).toArray(String[]::new),
      rows.stream().map(EventRow::recordedAtForSql).toArray(Timestamp[]::new),
      rows.stream().map(EventRow::payloadType).toArray(String[]::new),
      rows.stream().map(EventRow::payloadRevision).toArray(String[]::new),
      rows.stream().map(EventRow::payload).toArray(String[]::new),
      rows.stream().map(EventRow::metadata).toArray(String[]::new)
    };
  }

  void storeSnapshot(EventRow row) {
    jdbc.update(
        STORE_SNAPSHOT,
        row.stream(),
        row.version(),
        row.streamType(),
        row.eventId(),
        row.recordedAtForSql(),
        row.payloadType(),
        row.payloadRevision(),
        row.payload(),
        row.metadata());
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
        (row, _) -> EventRow.read(row, row.getLong("position")),
        arguments);
  }

  List<EventRow> readSnapshot(String stream) {
    return jdbc.query(
        "select " + COLUMNS + " from event_log.snapshot where stream = ?",
        (row, _) -> EventRow.read(row, -1),
        stream);
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
