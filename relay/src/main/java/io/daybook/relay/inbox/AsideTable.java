package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Line;
import io.daybook.relay.inbox.Heard.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The messages that are put aside, and those that wait behind them. */
class AsideTable {
  private static final String READ =
      """
      select topic, part, message_offset, key, event_id, body, reason, attempts, since, tried_at
        from relay.aside
      """;

  private final JdbcTemplate jdbc;

  AsideTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * One of them.
   *
   * @param reason why it is here; null when it only waits behind another
   */
  record Row(
      Heard heard,
      @Nullable String eventId,
      @Nullable String reason,
      int attempts,
      Instant since,
      Instant triedAt) {}

  /** Those of these lines in which a message is put aside. */
  Set<Line> held(Collection<Line> lines) {
    return new HashSet<>(
        jdbc.query(
            """
            select distinct a.topic, a.key
              from unnest(?::text[], ?::text[]) as asked (topic, key) join relay.aside a using (topic, key)
            """,
            (row, _) -> new Line(row.getString(1), row.getString(2)),
            lines.stream().map(Line::topic).toArray(String[]::new),
            lines.stream().map(Line::key).toArray(String[]::new)));
  }

  /** Puts a message aside; nothing happens when it, or another with its id, is there already. */
  void put(Heard heard, String eventId, String reason) {
    jdbc.update(
        """
        insert into relay.aside (topic, part, message_offset, key, event_id, body, reason, attempts)
        values (?, ?, ?, ?, nullif(?, ''), ?, ?, 1) on conflict do nothing
        """,
        heard.place().topic(),
        heard.place().partition(),
        heard.place().offset(),
        heard.line().key(),
        eventId,
        heard.body(),
        reason);
  }

  /**
   * Has a message wait behind the one that is put aside in its line.
   *
   * @return false when there is none any more: then it is to be done. Whoever deletes the last one
   *     meanwhile has to wait for this transaction, and finds this message.
   */
  boolean putBehind(Heard heard, String eventId) {
    var line = heard.line();
    var before =
        jdbc.query(
            "select 1 from relay.aside where topic = ? and key = ? for update",
            (row, _) -> row.getInt(1),
            line.topic(),
            line.key());
    if (before.isEmpty()) {
      return false;
    }
    jdbc.update(
        """
        insert into relay.aside (topic, part, message_offset, key, event_id, body, attempts)
        values (?, ?, ?, ?, nullif(?, ''), ?, 0) on conflict do nothing
        """,
        heard.place().topic(),
        heard.place().partition(),
        heard.place().offset(),
        line.key(),
        eventId,
        heard.body());
    return true;
  }

  /** The first of a line, which the others wait for. */
  Optional<Row> first(Line line) {
    return jdbc
        .query(
            READ + " where topic = ? and key = ? order by part, message_offset limit 1",
            (row, _) -> read(row),
            line.topic(),
            line.key())
        .stream()
        .findFirst();
  }

  Optional<Row> at(Place place) {
    return jdbc
        .query(
            READ + " where topic = ? and part = ? and message_offset = ?",
            (row, _) -> read(row),
            place.topic(),
            place.partition(),
            place.offset())
        .stream()
        .findFirst();
  }

  /** Those after a place, in the order of their places. */
  List<Row> page(@Nullable Place after, int most) {
    var from = after == null ? new Place("", -1, -1) : after;
    return jdbc.query(
        READ + " where (topic, part, message_offset) > (?, ?, ?) order by 1, 2, 3 limit ?",
        (row, _) -> read(row),
        from.topic(),
        from.partition(),
        from.offset(),
        most);
  }

  /** It was tried again and is still not done. */
  void refusedAgain(Place place, String reason) {
    jdbc.update(
        """
        update relay.aside set reason = ?, attempts = attempts + 1, tried_at = clock_timestamp()
         where topic = ? and part = ? and message_offset = ?
        """,
        reason,
        place.topic(),
        place.partition(),
        place.offset());
  }

  void remove(Place place) {
    jdbc.update(
        "delete from relay.aside where topic = ? and part = ? and message_offset = ?",
        place.topic(),
        place.partition(),
        place.offset());
  }

  /** How many are put aside, without those that only wait behind them. */
  long count() {
    var count =
        jdbc.queryForObject(
            "select count(*) from relay.aside where reason is not null", Long.class);
    return count == null ? 0 : count;
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new Heard(
            new Place(row.getString(1), row.getInt(2), row.getLong(3)),
            row.getString(4),
            row.getString(6)),
        row.getString(5),
        row.getString(7),
        row.getInt(8),
        row.getTimestamp(9).toInstant(),
        row.getTimestamp(10).toInstant());
  }
}
