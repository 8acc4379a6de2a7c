package io.daybook.relay.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of what owners look at, and have told again. */
@Component
class AttemptTable {
  private final JdbcTemplate jdbc;

  AttemptTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * One attempt.
   *
   * @param number of the attempts of this delivery, from 1
   * @param status of HTTP; null where there was no answer
   * @param failure null where it was delivered
   */
  record Attempt(
      long id,
      long position,
      String eventId,
      String type,
      String subject,
      int number,
      Instant at,
      int millis,
      @Nullable Integer status,
      @Nullable Failure failure) {}

  /**
   * Something that is held back.
   *
   * @param attempts none for what waits for something earlier of its subject
   * @param lastFailure null where there was no attempt
   * @param givenUpAt since when it is not tried any more, and holds nothing back
   */
  record HeldBack(
      long position,
      String type,
      String subject,
      int attempts,
      @Nullable Instant firstAttemptAt,
      Instant dueAt,
      @Nullable Failure lastFailure,
      @Nullable Instant givenUpAt) {

    /** Where it is in the list. */
    String key() {
      return position + "." + type;
    }
  }

  /**
   * The latest attempts, the latest first.
   *
   * @param before the id of the last one of the page before
   */
  List<Attempt> attempts(SubscriptionId id, boolean onlyFailed, long before, int limit) {
    return jdbc.query(
        """
        select * from relay.webhook_attempt
         where subscription = ? and id < ? and (not ? or failure is not null) order by id desc limit ?
        """,
        (row, _) -> attempt(row),
        id.toString(),
        before,
        onlyFailed,
        limit);
  }

  /** What is held back or was given up, in the order of the log, after one of them. */
  List<HeldBack> held(SubscriptionId id, long position, String type, int limit) {
    return jdbc.query(
        """
        select * from relay.webhook_held
         where subscription = ? and (position, event_type) > (?, ?) order by position, event_type limit ?
        """,
        (row, _) -> held(row),
        id.toString(),
        position,
        type,
        limit);
  }

  /** Has something tried as if it never was. */
  void again(SubscriptionId id, Delivery delivery) {
    jdbc.update(
        """
        insert into relay.webhook_held (subscription, position, event_type, subject) values (?, ?, ?, ?)
        on conflict (subscription, position, event_type) do update
           set attempts = 0, first_attempt_at = null, due_at = now(), last_failure = null, given_up_at = null
        """,
        id.toString(),
        delivery.position(),
        delivery.type(),
        delivery.subject());
  }

  /** Forgets what is held back after a position: it will come again. */
  void dropAfter(SubscriptionId id, long position) {
    jdbc.update(
        "delete from relay.webhook_held where subscription = ? and position > ?",
        id.toString(),
        position);
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getLong("id"),
        row.getLong("position"),
        row.getString("event_id"),
        row.getString("event_type"),
        row.getString("subject"),
        row.getInt("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getInt("millis"),
        row.getObject("status", Integer.class),
        failure(row.getString("failure")));
  }

  private static HeldBack held(ResultSet row) throws SQLException {
    return new HeldBack(
        row.getLong("position"),
        row.getString("event_type"),
        row.getString("subject"),
        row.getInt("attempts"),
        SubscriptionTable.instant(row, "first_attempt_at"),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        failure(row.getString("last_failure")),
        SubscriptionTable.instant(row, "given_up_at"));
  }

  private static @Nullable Failure failure(@Nullable String name) {
    return name == null ? null : Failure.valueOf(name);
  }
}
