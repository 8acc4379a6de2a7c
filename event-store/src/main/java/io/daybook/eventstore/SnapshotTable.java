package io.daybook.eventstore;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The SQL of snapshots: the latest of every stream, for each release that is running. {@link
 * EventTable#load} reads one together with the events after it.
 */
final class SnapshotTable {
  /** Also deletes what other releases have left behind, when they have not touched it for a day. */
  private static final String STORE =
      """
      with left_behind as (
        delete from event_log.release_snapshot
         where stream = ? and fingerprint <> ? and recorded_at < now() - interval '1 day')
      insert into event_log.release_snapshot as old (fingerprint, %s)
      select ?, e.stream, e.version, ?, e.event_id, ?, ?, ?, ?::json, ?::json
        from event_log.domain_event e where e.stream = ? and e.version = ?
      on conflict (stream, fingerprint) do update set
          version = excluded.version, event_id = excluded.event_id, recorded_at = excluded.recorded_at,
          payload_type = excluded.payload_type, payload_revision = excluded.payload_revision,
          payload = excluded.payload, metadata = excluded.metadata
      where old.version < excluded.version
         or not exists (select from event_log.domain_event l
                         where l.stream = old.stream and l.version = old.version and l.event_id = old.event_id)
      """
          .formatted(EventTable.COLUMNS);

  private final JdbcTemplate jdbc;
  private final Fingerprints fingerprints;

  SnapshotTable(JdbcTemplate jdbc, Fingerprints fingerprints) {
    this.jdbc = jdbc;
    this.fingerprints = fingerprints;
  }

  /** Replaces this release's snapshot of the stream, unless that is as new and of this log. */
  void store(EventRow row, Class<?> aggregate) {
    var fingerprint = fingerprints.of(aggregate);
    jdbc.update(
        STORE,
        row.stream(),
        fingerprint,
        fingerprint,
        row.streamType(),
        row.recordedAtForSql(),
        row.payloadType(),
        row.payloadRevision(),
        row.payload(),
        row.metadata(),
        row.stream(),
        row.version());
  }

  /** One or none, at position -1. */
  List<EventRow> read(String stream) {
    return read("where stream = ? and fingerprint = any (?)", stream, fingerprints.all());
  }

  /** The next hundred that this release can read, in the order of their streams. */
  List<EventRow> readAfter(String stream) {
    return read(
        "where stream > ? and fingerprint = any (?) order by stream limit 100",
        stream,
        fingerprints.all());
  }

  private List<EventRow> read(String where, Object... arguments) {
    return jdbc.query(
        "select -1::bigint as position, "
            + EventTable.COLUMNS
            + " from event_log.release_snapshot "
            + where,
        (row, _) -> EventRow.read(row),
        arguments);
  }
}
