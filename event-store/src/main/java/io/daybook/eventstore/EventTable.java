package io.daybook.eventstore;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads events; {@link AppendFunction} is what adds them. */
final class EventTable {
  /** Rows of one read. */
  static final int PAGE = 1_000;

  static final String COLUMNS =
      "stream, version, stream_type, event_id, recorded_at, payload_type, payload_revision,"
          + " payload, metadata";

  /** The snapshot, if there is one, and the events after it, in one round trip. */
  private static final String LOAD =
      """
      with s as (select -1::bigint as position, %1$s from event_log.release_snapshot r
                  where stream = ? and fingerprint = any (?)
                    and exists (select from event_log.domain_event e
                                 where e.stream = r.stream and e.version = r.version and e.event_id = r.event_id))
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
   * The latest snapshot, at position -1, if there is one that this release can read and that ends
   * with an event of the log; then up to {@link #PAGE} events after.
   */
  List<EventRow> load(String stream, String[] fingerprints) {
    return jdbc.query(LOAD, (row, _) -> EventRow.read(row), stream, fingerprints, stream);
  }

  List<EventRow> readStream(String stream, long firstVersion) {
    return read(
        "where stream = ? and version >= ? order by version limit " + PAGE, stream, firstVersion);
  }

  Optional<String> firstPayload(String stream) {
    return jdbc
        .queryForList(
            "select payload::text from event_log.domain_event where stream = ? and version = 0",
            String.class,
            stream)
        .stream()
        .findFirst();
  }

  List<EventRow> readStreams(Collection<String> streams) {
    return read(
        "where stream = any (?::text[]) order by position",
        (Object) streams.toArray(String[]::new));
  }

  List<EventRow> readLog(long afterPosition) {
    return read("where position > ? order by position limit " + PAGE, afterPosition);
  }

  /**
   * A page that is full, without the events of some kinds. Its last event is there in any case, so
   * that who reads it knows how far the page goes.
   *
   * @param kinds as {@link EventRow#kind} names them
   */
  List<EventRow> readFullPage(long afterPosition, Collection<String> kinds) {
    var last = afterPosition + PAGE;
    return read(
        "where position > ? and position <= ? and (position = ?"
            + " or payload_type || ' ' || coalesce(payload_revision, '') <> all (?::text[]))"
            + " order by position",
        afterPosition,
        last,
        last,
        kinds.toArray(String[]::new));
  }

  /** The event at a position, then a page of those after it. */
  List<EventRow> readLogFrom(long position) {
    return read("where position >= ? order by position limit " + (PAGE + 1), position);
  }

  /** The event at a position and the last one, which may be the same. */
  List<LogPlace> placesFrom(long position) {
    return places(
        "where position = ? or position = (select max(position) from event_log.domain_event)"
            + " order by position",
        position);
  }

  /** Where the log ends. */
  LogPlace end() {
    var end = places("order by position desc limit 1");
    return end.isEmpty() ? LogPlace.BEFORE_ALL : end.getFirst();
  }

  private List<LogPlace> places(String where, Object... arguments) {
    return jdbc.query(
        "select position, event_id from event_log.domain_event " + where,
        (row, _) -> new LogPlace(row.getLong(1), row.getString(2)),
        arguments);
  }

  private List<EventRow> read(String where, Object... arguments) {
    return jdbc.query(
        "select position, " + COLUMNS + " from event_log.domain_event " + where,
        (row, _) -> EventRow.read(row),
        arguments);
  }

  /** The events at these positions, in the order of the log. */
  List<EventRow> readPositions(Collection<Long> positions) {
    return read(
        "where position = any (?::bigint[]) order by position",
        (Object) positions.toArray(Long[]::new));
  }

  /**
   * The last event that was recorded at this instant or before it; before all, where there is none.
   * The order of the log is also that of {@code recorded_at}, so it is one look at its index.
   */
  long lastPositionAt(Instant instant) {
    return position(
        "select coalesce((select position from event_log.domain_event where recorded_at <= ?"
            + " order by recorded_at desc, position desc limit 1), -1)",
        Timestamp.from(instant));
  }

  Optional<Instant> recordedAt(long position) {
    return jdbc
        .queryForList(
            "select recorded_at from event_log.domain_event where position = ?",
            Timestamp.class,
            position)
        .stream()
        .map(Timestamp::toInstant)
        .findFirst();
  }

  Instant completeUntil(long position) {
    var until =
        jdbc.queryForObject(
            "select coalesce((select recorded_at from event_log.domain_event where position = ?),"
                + " now())",
            Timestamp.class,
            position + 1);
    return Objects.requireNonNull(until).toInstant();
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
        "select coalesce(min(position) - 1, (select coalesce(max(position), -1) from"
            + " event_log.domain_event)) from event_log.domain_event where recorded_at >= ?",
        Timestamp.from(instant));
  }

  private long position(String sql, Object... arguments) {
    Long position = jdbc.queryForObject(sql, Long.class, arguments);
    return position == null ? -1 : position;
  }
}
