package io.daybook.outside.call;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of what was asked of the outside for an order, as long as it is remembered. */
@Component
public class CallHistoryTable {
  /** Of one order; none has nearly so many. */
  private static final int MOST = 500;

  private final JdbcTemplate jdbc;
  private final CallTable calls;

  CallHistoryTable(DataSource dataSource, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.calls = calls;
  }

  /** Where a call is. */
  public enum State {
    /** It will be made. */
    WAITING,
    /** An attempt has begun, and nobody has heard of its end. */
    UNDER_WAY,
    /** It is set aside for an operator. */
    PARKED,
    /** It is set aside because the other side was away, and is tried again by itself, slowly. */
    PARKED_AND_TRIED,
    /** Its outcome is in the log, or it was given up. */
    DONE
  }

  /**
   * A call.
   *
   * @param key sent along with every attempt, unless the other side has forgotten it meanwhile
   * @param askedBy the type of the event that asked for it
   * @param action what of a fulfilment it does; null for what none waits for
   * @param attempts how often it was tried; an operator who resumes it begins to count anew
   * @param questions how often the other side has said that it has not decided yet
   * @param dueAt when it is tried next; null when it is not
   */
  public record OneCall(
      UUID key,
      Port port,
      String askedBy,
      String eventId,
      @Nullable FulfilmentAction action,
      State state,
      int attempts,
      int questions,
      Instant askedAt,
      @Nullable Instant lastAttemptAt,
      @Nullable Instant dueAt,
      @Nullable Instant parkedAt,
      @Nullable Instant doneAt,
      @Nullable String lastFailure) {}

  /**
   * A call, and why there is one.
   *
   * @param event reads the event that asked for it; fails when this release does not know it
   */
  public record KeptCall(OneCall call, Supplier<OrderRelated> event) {}

  /** The calls of an order, in the order in which they were asked for. */
  public List<KeptCall> of(OrderId order) {
    return jdbc.query(
        CallTable.SELECT + "where order_id = ? order by seq limit " + MOST,
        (row, _) -> read(row),
        order.toString());
  }

  private KeptCall read(ResultSet row) throws SQLException {
    var call = calls.read(row);
    var type = row.getString("intent_type");
    var state = state(row);
    var one =
        new OneCall(
            call.key().value(),
            call.port(),
            type.substring(type.lastIndexOf('.') + 1),
            row.getString("event_id"),
            call.action(),
            state,
            call.attempts(),
            call.undecided(),
            row.getObject("noted_at", OffsetDateTime.class).toInstant(),
            time(row, "last_attempt_at"),
            isTried(state) ? time(row, "due_at") : null,
            time(row, "parked_at"),
            time(row, "done_at"),
            call.lastFailure());
    return new KeptCall(one, call.reading());
  }

  private static State state(ResultSet row) throws SQLException {
    if (row.getObject("done_at") != null) {
      return State.DONE;
    }
    if (row.getObject("held_until") != null) {
      return State.UNDER_WAY;
    }
    if (row.getObject("parked_at") != null) {
      return row.getBoolean("away") ? State.PARKED_AND_TRIED : State.PARKED;
    }
    return State.WAITING;
  }

  private static boolean isTried(State state) {
    return switch (state) {
      case WAITING, PARKED_AND_TRIED -> true;
      case UNDER_WAY, PARKED, DONE -> false;
    };
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
