package io.daybook.runtime;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The statements on {@code event_log.token_entry}. */
final class TokenTable {
  /**
   * The clock of the database, as an older release reads it: there a claim lives by it alone, and
   * for so long.
   */
  static final String NOW =
      "to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";

  private static final Duration OF_OLDER_RELEASES = Duration.ofSeconds(10);

  /** A token may hold others: those of two merged halves, and that of the time before a replay. */
  private static final String POSITION =
      """
      (select coalesce(%s(p::text::bigint), -1)
         from jsonb_path_query(token::jsonb - 'tokenAtReset', '$.**.globalIndex') p)\
      """;

  /** What the slowest part of a segment has followed. */
  static final String SLOWEST = POSITION.formatted("min");

  /** What the fastest part of a segment has followed. */
  static final String FURTHEST = POSITION.formatted("max");

  private final JdbcTemplate jdbc;
  private final String isHeld;

  /**
   * @param claimTimeout after so long without a sign of life the claims of a process are void
   */
  TokenTable(JdbcTemplate jdbc, Duration claimTimeout) {
    this.jdbc = jdbc;
    this.isHeld = isHeld(claimTimeout);
  }

  /** Whether the claim on a row of the table holds: its owner has given a sign of life. */
  static String isHeld(Duration claimTimeout) {
    return """
        (owner is not null and coalesce(
          (select p.beat_at > clock_timestamp() - interval '%d milliseconds'
             from event_log.process p where p.name = owner),
          updated_at::timestamptz > clock_timestamp() - interval '%d seconds', false))\
        """
        .formatted(claimTimeout.toMillis(), OF_OLDER_RELEASES.toSeconds());
  }

  /** A token as it is kept; null where a segment has none. */
  record Kept(@Nullable String json, @Nullable String type) {}

  /** A segment as it is kept. */
  record Row(int segment, Kept token, @Nullable String stopped) {}

  /**
   * Why nobody may go on from a token, or null.
   *
   * @param furthest the position that its fastest part has followed
   */
  record Standing(@Nullable String stopped, long furthest) {}

  /**
   * Makes a segment this owner's, if it is or nobody else holds it.
   *
   * @param anyway also when somebody else does
   */
  Optional<Kept> claim(String processor, int segment, String owner, boolean anyway) {
    return jdbc
        .query(
            """
            update event_log.token_entry set owner = ?, updated_at = %s
             where processor_name = ? and segment = ? and (owner = ? or ? or not %s)
            returning token, token_type
            """
                .formatted(NOW, isHeld),
            (row, _) -> kept(row),
            owner,
            processor,
            segment,
            owner,
            anyway)
        .stream()
        .findFirst();
  }

  /** Whether the owner has moved it: nobody else does. */
  boolean store(String processor, int segment, String owner, Kept token) {
    return jdbc.update(
            """
            update event_log.token_entry set token = ?, token_type = ?, updated_at = %s
             where owner = ? and processor_name = ? and segment = ?
            """
                .formatted(NOW),
            token.json(),
            token.type(),
            owner,
            processor,
            segment)
        == 1;
  }

  void release(String processor, int segment, String owner) {
    jdbc.update(
        """
        update event_log.token_entry set owner = null, updated_at = %s
         where processor_name = ? and segment = ? and owner = ?
        """
            .formatted(NOW),
        processor,
        segment,
        owner);
  }

  boolean delete(String processor, int segment, String owner) {
    return jdbc.update(
            """
            delete from event_log.token_entry
             where processor_name = ? and segment = ? and owner = ?
            """,
            processor,
            segment,
            owner)
        == 1;
  }

  /** Whether it was not there before. */
  boolean insert(String processor, int segment, Kept token) {
    return jdbc.update(
            """
            insert into event_log.token_entry (processor_name, segment, token, token_type, updated_at)
            values (?, ?, ?, ?, %s) on conflict do nothing
            """
                .formatted(NOW),
            processor,
            segment,
            token.json(),
            token.type())
        == 1;
  }

  List<Integer> segments(String processor) {
    return jdbc.query(
        "select segment from event_log.token_entry where processor_name = ? order by segment",
        (row, _) -> row.getInt(1),
        processor);
  }

  /**
   * Keeps others from splitting and merging until the transaction ends; those that it waited for
   * are seen by the next statement. Segment 0 is always there.
   */
  void lockNumber(String processor) {
    var unused =
        jdbc.queryForList(
            """
            select segment from event_log.token_entry
             where processor_name = ? and segment = 0 for update
            """,
            processor);
  }

  /** All of a processor; nobody moves them until the transaction ends. */
  List<Row> lockAll(String processor) {
    return jdbc.query(
        """
        select token, token_type, segment, stopped from event_log.token_entry
         where processor_name = ? order by segment for update
        """,
        (row, _) -> new Row(row.getInt("segment"), kept(row), row.getString("stopped")),
        processor);
  }

  /** Replaces a token, and takes the segment from its owner, whose batch under way then fails. */
  void replace(String processor, int segment, Kept token) {
    jdbc.update(
        """
        update event_log.token_entry set token = ?, token_type = ?, owner = null, updated_at = %s
         where processor_name = ? and segment = ?
        """
            .formatted(NOW),
        token.json(),
        token.type(),
        processor,
        segment);
  }

  void remove(String processor, int segment) {
    jdbc.update(
        "delete from event_log.token_entry where processor_name = ? and segment = ?",
        processor,
        segment);
  }

  Optional<Standing> standing(String processor, int segment) {
    return jdbc
        .query(
            """
            select stopped, %s as furthest from event_log.token_entry
             where processor_name = ? and segment = ?
            """
                .formatted(POSITION.formatted("max")),
            (row, _) -> new Standing(row.getString("stopped"), row.getLong("furthest")),
            processor,
            segment)
        .stream()
        .findFirst();
  }

  void stop(String processor, int segment, String why) {
    jdbc.update(
        """
        update event_log.token_entry set stopped = ?
         where processor_name = ? and segment = ? and stopped is null
        """,
        why,
        processor,
        segment);
  }

  /** What Axon calls this store by. */
  Optional<Kept> configuration() {
    return jdbc
        .query(
            "select token, token_type from event_log.token_entry where processor_name = '__config'",
            (row, _) -> kept(row))
        .stream()
        .findFirst();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(row.getString("token"), row.getString("token_type"));
  }
}
