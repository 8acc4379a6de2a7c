package io.daybook.eventstore;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The SQL of snapshots: the latest of every stream. {@link EventTable#load} reads one together with
 * the events after it.
 */
final class SnapshotTable {
  private static final String STORE =
      """
      insert into event_log.snapshot (%s) values (?, ?, ?, ?, ?, ?, ?, ?::json, ?::json)
      on conflict (stream) do update set
          version = excluded.version, event_id = excluded.event_id, recorded_at = excluded.recorded_at,
          payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
          payload = excluded.payload, metadata = excluded.metadata
      where snapshot.version < excluded.version
         or snapshot.payload_revision is distinct from excluded.payload_revision
      """
          .formatted(EventTable.COLUMNS);

  private final JdbcTemplate jdbc;

  SnapshotTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Replaces the snapshot of its stream, unless that is as new and of the same release. */
  void store(EventRow row) {
    jdbc.update(
        STORE,
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

  /** One or none, at position -1. */
  List<EventRow> read(String stream) {
    return jdbc.query(
        "select -1::bigint as position, "
            + EventTable.COLUMNS
            + " from event_log.snapshot where stream = ?",
        (row, _) -> EventRow.read(row),
        stream);
  }
}
