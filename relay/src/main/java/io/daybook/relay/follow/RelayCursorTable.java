package io.daybook.relay.follow;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** The cursors. A recipient is told from the moment on that its cursor is here. */
@Component
public class RelayCursorTable {
  private static final RowMapper<RelayCursor> CURSOR =
      (row, _) ->
          new RelayCursor(
              row.getString("name"),
              row.getLong("position"),
              row.getObject("until", Long.class),
              row.getLong("epoch"));

  private final JdbcTemplate jdbc;

  RelayCursorTable(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("relay")
        .locations("classpath:db/relay")
        .load()
        .migrate();
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** How far an owner has told a recipient. */
  record Move(String name, long epoch, long position) {}

  /**
   * Begins to tell a recipient, unless it is being told already.
   *
   * @param after the position after which it is told; -1 for everything
   * @param until the last position that it is told; null for no end
   * @return whether it was not there before
   */
  public boolean begin(String name, long after, @Nullable Long until) {
    return jdbc.update(
            """
            insert into relay.cursor (name, position, until) values (?, ?, ?)
            on conflict do nothing
            """,
            name,
            after,
            until)
        == 1;
  }

  /**
   * Tells a recipient again what it was told after a position. Whoever works for it notices within
   * a second or so, and what he has under way moves the cursor no more.
   *
   * @return whether it is there
   */
  public boolean rewind(String name, long after) {
    return jdbc.update(
            """
            update relay.cursor
               set position = ?, epoch = epoch + 1, owner = null, moved_at = clock_timestamp()
             where name = ?
            """,
            after,
            name)
        == 1;
  }

  /** Tells a recipient nothing any more, and says whether it was there. */
  public boolean forget(String name) {
    return jdbc.update("delete from relay.cursor where name = ?", name) == 1;
  }

  /** The cursor of a recipient. */
  public Optional<RelayCursor> find(String name) {
    return jdbc
        .query("select name, position, until, epoch from relay.cursor where name = ?", CURSOR, name)
        .stream()
        .findFirst();
  }

  /** The cursors of one kind, by name. */
  public List<RelayCursor> ofKind(String kind) {
    return jdbc.query(
        """
        select name, position, until, epoch from relay.cursor
         where split_part(name, '/', 1) = ? order by name
        """,
        CURSOR,
        kind);
  }

  /**
   * Makes cursors somebody's own that nobody owns who is alive.
   *
   * @param others who is alive beside him
   * @param has which he works for already
   * @param kinds of which kinds they may be
   */
  List<RelayCursor> claim(
      String owner,
      Collection<String> others,
      Collection<String> has,
      Collection<String> kinds,
      int most) {
    return jdbc.query(
        """
        update relay.cursor set owner = ?, epoch = epoch + 1
         where name in (
           select name from relay.cursor
            where (owner is null or owner <> all (?)) and name <> all (?)
              and split_part(name, '/', 1) = any (?) and (until is null or position < until)
            order by name limit ? for update skip locked)
        returning name, position, until, epoch
        """,
        CURSOR,
        owner,
        others.toArray(String[]::new),
        has.toArray(String[]::new),
        kinds.toArray(String[]::new),
        most);
  }

  /** The epochs of the cursors that somebody owns. */
  Map<String, Long> ownedBy(String owner) {
    return jdbc
        .query(
            "select name, position, until, epoch from relay.cursor where owner = ?", CURSOR, owner)
        .stream()
        .collect(Collectors.toMap(RelayCursor::name, RelayCursor::epoch));
  }

  /** Moves cursors, except those that are another's by now, and says whose were moved. */
  Set<String> move(Collection<Move> moves) {
    return new HashSet<>(
        jdbc.query(
            """
            update relay.cursor c set position = m.position, moved_at = clock_timestamp()
              from unnest(?, ?, ?) as m (name, epoch, position)
             where c.name = m.name and c.epoch = m.epoch
            returning c.name
            """,
            (row, _) -> row.getString(1),
            moves.stream().map(Move::name).toArray(String[]::new),
            moves.stream().map(Move::epoch).toArray(Long[]::new),
            moves.stream().map(Move::position).toArray(Long[]::new)));
  }

  /** Lets go of all that somebody owns. */
  void release(String owner) {
    jdbc.update("update relay.cursor set owner = null where owner = ?", owner);
  }
}
