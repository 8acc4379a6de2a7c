package io.daybook.eventstore;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The SQL of seals. */
final class SealTable {
  private final JdbcTemplate jdbc;

  SealTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Keeps a seal.
   *
   * @throws org.springframework.dao.DuplicateKeyException when the range has one already
   */
  void store(Seal seal) {
    jdbc.update(
        """
        insert into event_log.seal (first_position, last_position, sealed_at, events, root, previous, hash)
        values (?, ?, ?, ?, decode(?, 'hex'), decode(?, 'hex'), decode(?, 'hex'))
        """,
        seal.first(),
        seal.last(),
        Timestamp.from(seal.sealedAt()),
        seal.events(),
        seal.root(),
        seal.previous(),
        seal.hash());
  }

  Optional<Seal> latest() {
    return query("order by last_position desc limit 1").stream().findFirst();
  }

  /** The seal with this hash, in hex. */
  Optional<Seal> withHash(String hash) {
    return query("where hash = decode(?, 'hex')", hash).stream().findFirst();
  }

  /** The next hundred, in their order. */
  List<Seal> read(long afterPosition) {
    return query("where last_position > ? order by last_position limit 100", afterPosition);
  }

  private List<Seal> query(String where, Object... arguments) {
    return jdbc.query(
        """
        select first_position, last_position, sealed_at, events,
               encode(root, 'hex'), encode(previous, 'hex'), encode(hash, 'hex')
          from event_log.seal
        """
            + where,
        (row, _) ->
            new Seal(
                row.getLong(1),
                row.getLong(2),
                row.getTimestamp(3).toInstant(),
                row.getObject(4, Long.class),
                row.getString(5),
                row.getString(6),
                row.getString(7)),
        arguments);
  }
}
