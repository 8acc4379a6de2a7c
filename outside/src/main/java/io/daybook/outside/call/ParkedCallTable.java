package io.daybook.outside.call;

import io.daybook.outside.IdempotencyKey;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of calls that are set aside. */
@Component
class ParkedCallTable {
  private final JdbcTemplate jdbc;
  private final CallTable calls;

  ParkedCallTable(DataSource dataSource, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.calls = calls;
  }

  /**
   * Sets a call aside after an attempt; {@link #unannounced} finds it until its fulfilment is told.
   * An attempt that is not the latest any more changes nothing, for others are at the call; one
   * that an operator has resumed meanwhile has no attempts, and nobody is at it.
   *
   * @param renewed whether its next attempt has a fresh key
   * @param inDoubt whether it may have been done
   * @param again after how long it is tried again by itself, or null when a person must decide
   * @return whether it is set aside now; not where it was given up, or others are at it
   */
  boolean park(
      Call call, String reason, boolean renewed, boolean inDoubt, @Nullable Duration again) {
    return jdbc.update(
            """
        update outside.call
           set parked_at = coalesce(parked_at, now()), park_announced = (action is null), held_until = null, last_failure = ?,
               in_doubt = ?, away = ?, due_at = now() + ? * interval '1 millisecond',
               generation = generation + fresh.n, key_spent = key_spent and fresh.n = 0,
               key_since = case fresh.n when 1 then now() else key_since end
          from (select ?::int as n) as fresh
         where key = ? and done_at is null and attempts in (0, ?)
        """,
            Call.shortened(reason),
            inDoubt,
            again != null,
            again == null ? 0 : again.toMillis(),
            renewed ? 1 : 0,
            call.key().value(),
            call.attempts())
        > 0;
  }

  List<Call> unannounced(int most) {
    return jdbc.query(
        CallTable.SELECT
            + """
         where parked_at is not null and not park_announced order by parked_at limit ?
        """,
        (row, _) -> calls.read(row),
        most);
  }

  void announced(Call call) {
    jdbc.update("update outside.call set park_announced = true where key = ?", call.key().value());
  }

  /** Has parked calls of an order tried again, as if for the first time. */
  void resume(OrderId order, FulfilmentAction action) {
    jdbc.update(
        """
        update outside.call
           set parked_at = null, park_announced = false, away = false, attempts = 0, undecided = 0,
               due_at = greatest(now(), coalesce(held_until, now()))
         where order_id = ? and action = ? and parked_at is not null and done_at is null
        """,
        order.toString(),
        action.name());
  }

  /**
   * Ends a call that is not made any more, in the transaction under way.
   *
   * @param longest so long after its beginning, an attempt that was not answered is over on the
   *     other side as well
   */
  void undo(IdempotencyKey key, Duration longest) {
    jdbc.update(
        """
        update outside.call
           set done_at = now(), in_doubt = false, parked_at = null, away = false, held_until = null
         where key = ? and done_at is null
           and (held_until is null or held_until < now())
           and (not in_doubt or last_attempt_at < now() - ? * interval '1 millisecond')
        """,
        key.value(),
        longest.toMillis());
  }

  /**
   * Ends parked calls of an order whose outcome nobody needs any more, in the transaction under
   * way. One that may be under way still is asked once more instead, so that calls behind it do not
   * overtake it.
   *
   * @param longest so long after its beginning, an attempt is over on the other side as well
   */
  void letGo(OrderId order, FulfilmentAction action, Duration longest) {
    jdbc.update(
        """
        update outside.call
           set done_at = case when over.yes then now() end, in_doubt = in_doubt and not over.yes,
               parked_at = case when over.yes then null else parked_at end, away = not over.yes,
               due_at = greatest(now() + interval '5 seconds', held_until)
          from (select key, coalesce(last_failure, '') like ? || '%'
                       or ((held_until is null or held_until < now())
                           and (not in_doubt or last_attempt_at is null
                                or last_attempt_at < now() - ? * interval '1 millisecond')) as yes
                  from outside.call
                 where order_id = ? and action = ? and parked_at is not null and done_at is null) over
         where over.key = call.key
        """,
        ParkedCalls.UNREADABLE, longest.toMillis(), order.toString(), action.name());
  }

  /**
   * The parked calls of an order that an operator gives up, in the transaction under way; until its
   * end nobody begins an attempt at them. One that was parked after he decided is another matter:
   * it is announced, perhaps once more, and waits for a decision of its own.
   *
   * @param decided when he decided, by the clock of the database
   */
  List<Call> toGiveUp(OrderId order, FulfilmentAction action, Instant decided) {
    var until = decided.atOffset(ZoneOffset.UTC);
    jdbc.update(
        """
        update outside.call set park_announced = false
         where order_id = ? and action = ? and parked_at > ? and done_at is null
        """,
        order.toString(),
        action.name(),
        until);
    return jdbc.query(
        CallTable.SELECT
            + """
         where order_id = ? and action = ? and parked_at <= ? and done_at is null
           for update
        """,
        (row, _) -> calls.read(row),
        order.toString(),
        action.name(),
        until);
  }

  /** Whether an order has other calls that are parked for an action. */
  boolean hasOthersParked(Call call, FulfilmentAction action) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            """
            select exists(
                select 1 from outside.call
                 where order_id = ? and action = ? and parked_at is not null and done_at is null and key <> ?)
            """,
            Boolean.class,
            call.orderId().toString(),
            action.name(),
            call.key().value()));
  }

  /**
   * The orders of parked calls that a filter finds, those first that were parked first. Each is
   * found by an index of what is parked, never by a look at all calls.
   */
  Found ordersOf(ParkedFilter filter) {
    var found =
        jdbc.query(
            """
            select order_id from outside.call
             where parked_at is not null and done_at is null and action is not null and park_announced
               and (?::text is null or port = ?) and (?::text is null or action = ?)
               and (?::text is null or strpos(lower(last_failure), lower(?)) > 0)
               and parked_at >= coalesce(?::timestamptz, '-infinity')
             order by parked_at
             limit ?
            """,
            (row, _) -> OrderId.parse(row.getString(1)),
            filter.portName(),
            filter.portName(),
            filter.actionName(),
            filter.actionName(),
            filter.reason(),
            filter.reason(),
            filter.since() == null ? null : filter.since().atOffset(ZoneOffset.UTC),
            filter.most());
    return new Found(found.stream().distinct().toList(), found.size() == filter.most());
  }

  /**
   * Orders of parked calls.
   *
   * @param full whether the limit was reached
   */
  record Found(List<OrderId> orders, boolean full) {}

  /** How many calls wait, how many are parked, and how many of those are tried again. */
  Waiting waiting(Port port) {
    return jdbc.queryForObject(
        """
        select count(*) filter (where parked_at is null), count(*) filter (where parked_at is not null),
               count(*) filter (where parked_at is not null and away)
          from outside.call where port = ? and done_at is null
        """,
        (row, _) -> new Waiting(row.getLong(1), row.getLong(2), row.getLong(3)),
        port.name());
  }

  record Waiting(long open, long parked, long away) {}
}
