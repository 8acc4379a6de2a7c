package io.daybook.relay.webhook;

import io.daybook.relay.follow.LostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The SQL of who works for a subscription. */
@Component
class DeliveryTable {
  /** Of what is held back of a subscription: the first of each subject. */
  private static final String HEADS =
      """
        from relay.webhook_held head
       where subscription = ? and given_up_at is null
         and not exists (
             select from relay.webhook_held earlier
              where earlier.subscription = head.subscription and earlier.subject = head.subject
                and earlier.given_up_at is null
                and (earlier.position, earlier.event_type) < (head.position, head.event_type))
      """;

  private static final int BATCH = 100;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate together;

  DeliveryTable(DataSource dataSource, PlatformTransactionManager transactions) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.together = new TransactionTemplate(transactions);
  }

  /** All that is held back of a subscription, in its order. */
  List<Delivery> held(SubscriptionId id) {
    return jdbc.query(
        """
        select position, event_type, subject, attempts, first_attempt_at from relay.webhook_held
         where subscription = ? and given_up_at is null order by position, event_type
        """,
        (row, _) -> read(row),
        id.toString());
  }

  /** What is held back and may be tried now: nothing of its subject is before it. */
  List<Delivery> due(SubscriptionId id, Instant now, int most) {
    return jdbc.query(
        "select position, event_type, subject, attempts, first_attempt_at"
            + HEADS
            + "and due_at <= ? order by position, event_type limit ?",
        (row, _) -> read(row),
        id.toString(),
        at(now),
        most);
  }

  /** When something may be tried next; empty where nothing is held back. */
  Optional<Instant> nextDue(SubscriptionId id) {
    return jdbc.query(
            "select min(due_at) as due_at" + HEADS,
            (row, _) -> Optional.ofNullable(SubscriptionTable.instant(row, "due_at")),
            id.toString())
        .getFirst();
  }

  /**
   * Writes what became of deliveries. What was delivered does not wait for the disk: what is
   * forgotten in a crash is delivered again. What is held back does, and for the standby: the
   * cursor moves past it later, maybe on a server to which this transaction never came.
   *
   * @param mood null where it is as it was
   * @throws LostException when this process does not work for the subscription any more
   */
  void write(SubscriptionId id, long epoch, DeliveryChanges changes, @Nullable EndpointMood mood) {
    together.executeWithoutResult(
        _ -> {
          if (!isOurs(id, epoch, changes.held().isEmpty())) {
            throw new LostException("Another process delivers for " + id);
          }
          attempts(id, changes.attempts());
          hold(id, changes.held());
          done(id, changes.done());
          if (changes.wakesHeld()) {
            wake(id);
          }
          if (mood != null) {
            remember(id, mood);
          }
        });
  }

  /** Nobody deletes it before this transaction ends. */
  private boolean isOurs(SubscriptionId id, long epoch, boolean unhurried) {
    return !jdbc.queryForList(
            """
            select case when ? then set_config('synchronous_commit', 'off', true) end from relay.webhook_subscription
             where id = ? and exists (select from relay.cursor where name = ? and epoch = ?)
               for key share
            """,
            String.class,
            unhurried,
            id.toString(),
            id.cursor(),
            epoch)
        .isEmpty();
  }

  private void wake(SubscriptionId id) {
    jdbc.update(
        """
        update relay.webhook_held set due_at = now(), first_attempt_at = null
         where subscription = ? and given_up_at is null
        """,
        id.toString());
  }

  private void remember(SubscriptionId id, EndpointMood mood) {
    jdbc.update(
        "update relay.webhook_subscription set failures = ?, failing_since = ?, due_at = ? where id = ?",
        mood.failures(),
        at(mood.since()),
        at(mood.pausedUntil()),
        id.toString());
  }

  private void attempts(SubscriptionId id, List<Outcome> attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        """
        insert into relay.webhook_attempt
          (subscription, position, event_id, event_type, subject, number, at, millis, status, failure)
        values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)
        """,
        attempts,
        BATCH,
        (row, one) -> {
          row.setString(1, id.toString());
          row.setLong(2, one.delivery().position());
          row.setString(3, one.eventId());
          row.setString(4, one.delivery().type());
          row.setString(5, one.delivery().subject());
          row.setInt(6, one.delivery().attempts() + 1);
          row.setObject(7, at(one.at()));
          row.setInt(8, Math.toIntExact(one.answer().latency().toMillis()));
          row.setInt(9, one.answer().status());
          row.setString(10, name(one.answer().failure()));
        });
  }

  /** What only waits does not change what was attempted before. */
  private void hold(SubscriptionId id, List<DeliveryChanges.Held> held) {
    if (held.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        """
        insert into relay.webhook_held as known
          (subscription, position, event_type, subject, attempts, first_attempt_at, due_at, last_failure, given_up_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (subscription, position, event_type) do update
           set attempts = excluded.attempts, first_attempt_at = excluded.first_attempt_at, due_at = excluded.due_at,
               last_failure = excluded.last_failure, given_up_at = excluded.given_up_at
         where excluded.attempts > 0
        """,
        held,
        BATCH,
        (row, one) -> {
          row.setString(1, id.toString());
          row.setLong(2, one.delivery().position());
          row.setString(3, one.delivery().type());
          row.setString(4, one.delivery().subject());
          row.setInt(5, one.delivery().attempts());
          row.setObject(6, at(one.delivery().firstAttemptAt()));
          row.setObject(7, at(one.dueAt()));
          row.setString(8, name(one.failure()));
          row.setObject(9, at(one.givenUpAt()));
        });
  }

  private void done(SubscriptionId id, List<Delivery> done) {
    if (done.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        "delete from relay.webhook_held where subscription = ? and position = ? and event_type = ?",
        done.stream()
            .map(one -> new Object[] {id.toString(), one.position(), one.type()})
            .toList());
  }

  /** Forgets attempts and what was given up, when they are older than told. */
  void purge(Duration olderThan) {
    jdbc.update(
        "delete from relay.webhook_attempt where at < now() - ? * interval '1 millisecond'",
        olderThan.toMillis());
    jdbc.update(
        "delete from relay.webhook_held where given_up_at < now() - ? * interval '1 millisecond'",
        olderThan.toMillis());
  }

  private static Delivery read(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("position"),
        row.getString("event_type"),
        row.getString("subject"),
        row.getInt("attempts"),
        SubscriptionTable.instant(row, "first_attempt_at"),
        true);
  }

  private static @Nullable String name(@Nullable Failure failure) {
    return failure == null ? null : failure.name();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
