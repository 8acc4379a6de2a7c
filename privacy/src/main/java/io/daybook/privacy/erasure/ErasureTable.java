package io.daybook.privacy.erasure;

import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.ErasureId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of erasures and holds. */
@Component
class ErasureTable {
  private static final String COLUMNS =
      """
      id, customer_id, state, asked_by, asked_at, confirmed_by, due_at, ended_at, refusal, orders, clear_orders,
      cardinality(keys) as key_count, position
      """;

  private final JdbcTemplate jdbc;

  ErasureTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Adds what was asked for; false when another erasure of the customer is under way. */
  boolean add(
      ErasureId id,
      CustomerId customer,
      @Nullable String reason,
      String asker,
      Instant at,
      int orders,
      int clear) {
    return jdbc.update(
            """
            insert into privacy.erasure (id, customer_id, reason, asked_by, asked_at, state, orders, clear_orders)
            values (?, ?, ?, ?, ?, 'ASKED', ?, ?) on conflict do nothing
            """,
            id.toString(),
            customer.toString(),
            reason,
            asker,
            Timestamp.from(at),
            orders,
            clear)
        == 1;
  }

  Optional<Erasure> find(ErasureId id) {
    return jdbc
        .query(
            "select " + COLUMNS + " from privacy.erasure where id = ?",
            (row, _) -> erasure(row),
            id.toString())
        .stream()
        .findFirst();
  }

  private static Erasure erasure(ResultSet row) throws SQLException {
    return new Erasure(
        ErasureId.parse(row.getString("id")),
        new CustomerId(row.getString("customer_id")),
        Erasure.State.valueOf(row.getString("state")),
        row.getString("asked_by"),
        row.getTimestamp("asked_at").toInstant(),
        row.getString("confirmed_by"),
        instant(row.getTimestamp("due_at")),
        instant(row.getTimestamp("ended_at")),
        row.getString("refusal"),
        row.getInt("orders"),
        row.getInt("clear_orders"),
        row.getInt("key_count"),
        row.getObject("position", Long.class));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  /** It shall be done at an instant; false when that was decided before, or it has ended. */
  boolean close(ErasureId id, @Nullable String confirmer, Instant due) {
    return jdbc.update(
            "update privacy.erasure set state = 'CLOSING', confirmed_by = ?, due_at = ? where id = ? and state = 'ASKED'",
            confirmer,
            Timestamp.from(due),
            id.toString())
        == 1;
  }

  /** One that is due and that no other process is at, for the rest of the transaction. */
  Optional<Erasure.Due> lockDue(Instant now) {
    return jdbc
        .query(
            """
            select id, customer_id, state, coalesce(confirmed_by, asked_by) as actor, keys, log_head
              from privacy.erasure
             where state in ('CLOSING', 'DELETED') and due_at <= ?
             order by due_at limit 1 for update skip locked
            """,
            (row, _) ->
                new Erasure.Due(
                    ErasureId.parse(row.getString("id")),
                    new CustomerId(row.getString("customer_id")),
                    Erasure.State.valueOf(row.getString("state")),
                    row.getString("actor"),
                    List.of((Long[]) row.getArray("keys").getArray()),
                    row.getLong("log_head")),
            Timestamp.from(now))
        .stream()
        .findFirst();
  }

  /**
   * Its keys are about to be deleted.
   *
   * @param logHead a version of the stream of erasures at which this one is not in it
   */
  void deleted(ErasureId id, List<Long> keys, long logHead) {
    jdbc.update(
        "update privacy.erasure set state = 'DELETED', keys = ?, log_head = ? where id = ?",
        keys.toArray(Long[]::new),
        logHead,
        id.toString());
  }

  void done(ErasureId id, long position, Instant at) {
    jdbc.update(
        "update privacy.erasure set state = 'DONE', position = ?, ended_at = ? where id = ?",
        position,
        Timestamp.from(at),
        id.toString());
  }

  /** It is not done; false when it was not in this state any more. */
  boolean refused(ErasureId id, Erasure.State from, String why, Instant at) {
    return jdbc.update(
            "update privacy.erasure set state = 'REFUSED', refusal = ?, ended_at = ? where id = ? and state = ?",
            why,
            Timestamp.from(at),
            id.toString(),
            from.name())
        == 1;
  }

  boolean isHeld(CustomerId customer) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from privacy.hold where customer_id = ?)",
            Boolean.class,
            customer.toString()));
  }

  void hold(CustomerId customer, String by, Instant at) {
    jdbc.update(
        "insert into privacy.hold (customer_id, placed_by, placed_at) values (?, ?, ?) on conflict do nothing",
        customer.toString(),
        by,
        Timestamp.from(at));
  }

  void release(CustomerId customer) {
    jdbc.update("delete from privacy.hold where customer_id = ?", customer.toString());
  }
}
