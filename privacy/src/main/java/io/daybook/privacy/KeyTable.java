package io.daybook.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The SQL of keys. Each statement is a transaction of its own, on connections of its own: keys are
 * asked for in the middle of others' transactions.
 */
class KeyTable {
  private static final String COLUMNS = "key_id, subject, master, wrapped";

  /**
   * Waits for the disk, and the standby. It did not once, because what is sealed under the key
   * comes later in the same write-ahead log; but an append is made again after a crash or a
   * failover, and then the log had what nobody could open. Each subject is looked for by the index
   * of open keys, however many keys the planner thinks there are. Of two who add at the same time
   * one finds nothing, and asks again.
   */
  private static final String OPEN_OR_ADD =
      """
      with wanted as materialized
             (select * from unnest(?::text[], ?::bytea[]) as wanted (subject, wrapped)),
           known as materialized
             (select key.* from wanted cross join lateral
                (select key_id, subject, master, wrapped from privacy.subject_key open
                  where open.subject = wanted.subject and closed_at is null and erased_at is null limit 1) key),
           lacking as materialized
             (select * from wanted where subject not in (select subject from known)),
           added as
             (insert into privacy.subject_key (subject, master, wrapped)
              select subject, ?, wrapped from lacking on conflict do nothing
              returning key_id, subject, master, wrapped)
      select * from known union all select * from added
      """;

  private final JdbcTemplate jdbc;

  KeyTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A key.
   *
   * @param wrapped null, as its master key, when the key is erased
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares keys
  record Row(long id, String subject, @Nullable String master, byte @Nullable [] wrapped) {}

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("key_id"),
        row.getString("subject"),
        row.getString("master"),
        row.getBytes("wrapped"));
  }

  /**
   * The keys under which new texts of these subjects are sealed; these ones, where they had none.
   * One is missing when somebody else has added it at the same time.
   *
   * @param wrapped the new keys, by subject
   */
  List<Row> openOrAdd(Map<String, byte[]> wrapped, String master) {
    var subjects = List.copyOf(wrapped.keySet());
    return jdbc.query(
        OPEN_OR_ADD,
        (row, _) -> row(row),
        subjects.toArray(String[]::new),
        subjects.stream().map(wrapped::get).toArray(byte[][]::new),
        master);
  }

  /** The keys from an id on, in their order, which is that of time. */
  List<Row> from(long id, int most) {
    return jdbc.query(
        "select " + COLUMNS + " from privacy.subject_key where key_id >= ? order by key_id limit ?",
        (row, _) -> row(row),
        id,
        most);
  }

  /** Nothing new is sealed under the key of a subject from now on. */
  void close(String subject) {
    jdbc.update(
        "update privacy.subject_key set closed_at = now() where subject = ? and closed_at is null",
        subject);
  }

  /** The keys of a subject that still open what was sealed under them. */
  List<Long> idsOf(String subject) {
    return jdbc.query(
        "select key_id from privacy.subject_key where subject = ? and erased_at is null order by key_id",
        (row, _) -> row.getLong(1),
        subject);
  }

  /** Those of them under which nothing new is sealed. */
  List<Long> closedIdsOf(String subject) {
    return jdbc.query(
        """
        select key_id from privacy.subject_key
         where subject = ? and closed_at is not null and erased_at is null order by key_id
        """,
        (row, _) -> row.getLong(1),
        subject);
  }

  /**
   * Deletes keys, also such as a restored table does not know, and older ones of the same subjects:
   * a backup may be of a time that the log has lost. Ids grow with time. A key of somebody else
   * that has one of these ids stays.
   *
   * @param subjects whose each of the keys is
   * @return how many were there
   */
  int erase(List<String> subjects, List<Long> ids) {
    var erased =
        jdbc.queryForObject(
            """
            with named as materialized (select * from unnest(?::text[], ?::bigint[]) as named (subject, key_id)),
                 youngest as (select subject, max(key_id) as key_id from named group by subject),
                 erased as
                   (update privacy.subject_key key
                       set wrapped = null, master = null, erased_at = now(), closed_at = coalesce(closed_at, now())
                      from youngest
                     where key.subject = youngest.subject and key.key_id <= youngest.key_id and erased_at is null
                    returning key.key_id),
                 unknown as
                   (insert into privacy.subject_key (key_id, subject, closed_at, erased_at)
                    select key_id, subject, now(), now() from named
                    on conflict do nothing)
            select count(*) from erased
            """,
            Integer.class,
            subjects.toArray(String[]::new),
            ids.toArray(Long[]::new));
    return Objects.requireNonNull(erased);
  }

  /** Subjects with this prefix that have a key, in their order. */
  List<String> subjects(String prefix) {
    return jdbc.query(
        """
        select distinct subject from privacy.subject_key
         where erased_at is null and subject like ? || '%' order by subject
        """,
        (row, _) -> row.getString(1), prefix);
  }

  /** Keys that another master key than this one has wrapped. */
  List<Row> wrappedByOthers(String master, int most) {
    return jdbc.query(
        "select "
            + COLUMNS
            + " from privacy.subject_key where erased_at is null and master <> ? limit ?",
        (row, _) -> row(row),
        master,
        most);
  }

  /** Replaces how a key is wrapped, unless it was erased or wrapped anew meanwhile. */
  void rewrap(Row before, String master, byte[] wrapped) {
    jdbc.update(
        "update privacy.subject_key set master = ?, wrapped = ? where key_id = ? and wrapped = ?",
        master,
        wrapped,
        before.id(),
        before.wrapped());
  }
}
