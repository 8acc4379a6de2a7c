package io.daybook.eventstore;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The SQL of events.
 *
 * <p>Appends draw their positions and commit under one lock of the database, so positions become
 * visible in their order and none is missing, whatever the number of processes. {@link GroupCommit}
 * makes that affordable.
 */
final class EventTable {
  /** Rows of one read. */
  static final int PAGE = 1_000;

  static final String COLUMNS =
      "stream, version, stream_type, event_id, recorded_at, payload_type, payload_revision, payload, metadata";

  /** The lock of this log, drawn at random once, so that it meets no other lock of the database. */
  private static final String LOCK = "select pg_advisory_xact_lock(4782190665214038)";

  private static final String INSERT =
      """
      insert into event_log.domain_event (position, %s)
      select (select coalesce(max(position), -1) from event_log.domain_event) + n,
             s, v, st, e, timestamptz 'epoch' + r * interval '1 microsecond', pt, pr, p::json, m::json
        from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
                    ?::text[], ?::text[], ?::text[], ?::text[])
          with ordinality as t(s, v, st, e, r, pt, pr, p, m, n)
      """
          .formatted(COLUMNS);

  /**
   * Sent as one message outside a transaction, the two statements are one transaction of one round
   * trip (PostgreSQL documentation, 54.2.3, "implicit transaction block").
   */
  private static final String LOCK_AND_INSERT = LOCK + ";\n" + INSERT;

  private static final String TAKEN =
      """
      select r.n, e.event_id
        from unnest(?::text[], ?::bigint[]) with ordinality as r(s, v, n)
        join event_log.domain_event e on e.stream = r.s and e.version = r.v
      """;

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
  private final TransactionTemplate transaction;

  EventTable(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /**
   * Appends all rows or none, in a transaction of its own.
   *
   * @param timeout how long to wait for the lock, in whole seconds and at least one
   */
  void append(List<EventRow> rows, Duration timeout) {
    jdbc.execute(
        LOCK_AND_INSERT,
        (PreparedStatementCallback<Boolean>)
            statement -> {
              statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
              RowArrays.bind(statement, rows);
              return statement.execute();
            });
  }

  /**
   * Appends those whose versions are free or are theirs already, from an attempt whose answer was
   * lost. Before it looks it waits for every append that is still under way.
   *
   * @return the indexes of those that lost a race: another event has a version of theirs
   */
  BitSet appendUnlessTaken(List<List<EventRow>> appends) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              jdbc.query(LOCK, _ -> {});
              var taken = new BitSet();
              var done = new BitSet();
              classify(appends, taken, done);
              var free = new ArrayList<EventRow>();
              for (int i = 0; i < appends.size(); i++) {
                if (!taken.get(i) && !done.get(i)) {
                  free.addAll(appends.get(i));
                }
              }
              if (!free.isEmpty()) {
                jdbc.update(INSERT, statement -> RowArrays.bind(statement, free));
              }
              return taken;
            }));
  }

  private void classify(List<List<EventRow>> appends, BitSet taken, BitSet done) {
    record Version(String stream, long version) {}
    var rows = new ArrayList<EventRow>();
    var appendOfRow = new ArrayList<Integer>();
    var claimed = new HashSet<Version>();
    for (int i = 0; i < appends.size(); i++) {
      for (var row : appends.get(i)) {
        rows.add(row);
        appendOfRow.add(i);
        if (!claimed.add(new Version(row.stream(), row.version()))) {
          taken.set(i);
        }
      }
    }
    jdbc.query(
        TAKEN,
        statement -> RowArrays.bindVersions(statement, rows),
        found -> {
          var index = found.getInt(1) - 1;
          var sameEvent = rows.get(index).eventId().equals(found.getString(2));
          (sameEvent ? done : taken).set(appendOfRow.get(index));
        });
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
