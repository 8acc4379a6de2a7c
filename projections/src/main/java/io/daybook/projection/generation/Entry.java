package io.daybook.projection.generation;

import io.daybook.projection.Generation;
import io.daybook.projection.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generation as the control table knows it.
 *
 * @param version of its model
 * @param target where its loading ends
 * @param position of its slowest segment when it was last looked at
 * @param nodes the processes that had its segments then
 * @param differing rows of the live generation that are not as here; null where they were not
 *     compared
 */
record Entry(
    Generation generation,
    int version,
    State state,
    Phase phase,
    Purpose purpose,
    long target,
    long position,
    double eventsPerSecond,
    List<String> nodes,
    Instant startedAt,
    Instant changedAt,
    Instant sampledAt,
    @Nullable Failure failure,
    @Nullable Integer differing) {

  /**
   * Why a building stopped.
   *
   * @param position of the event that could not be handled
   * @param event its type
   */
  record Failure(@Nullable Long position, @Nullable String event, String cause) {}

  /** Whether this release can follow it. */
  boolean isOurs() {
    return version == generation.model().version();
  }

  /** How many positions there are until its target. */
  long left() {
    return Math.max(0, target - position);
  }

  /** How long it takes to get there, or null where that cannot be said. */
  @Nullable Duration timeLeft() {
    return state == State.BUILDING && eventsPerSecond > 0
        ? Duration.ofMillis((long) (left() / eventsPerSecond * 1000))
        : null;
  }

  /** Reads a row of the control table. */
  static Entry read(ResultSet row) throws SQLException {
    var model = ReadModel.named(row.getString("model")).orElseThrow();
    return new Entry(
        new Generation(model, row.getInt("number")),
        row.getInt("version"),
        State.valueOf(row.getString("state")),
        Phase.valueOf(row.getString("phase")),
        Purpose.valueOf(row.getString("purpose")),
        row.getLong("target"),
        row.getLong("position"),
        row.getDouble("events_per_second"),
        List.of((String[]) row.getArray("nodes").getArray()),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        row.getTimestamp("sampled_at").toInstant(),
        failure(row),
        row.getObject("differing", Integer.class));
  }

  private static @Nullable Failure failure(ResultSet row) throws SQLException {
    var cause = row.getString("cause");
    return cause == null
        ? null
        : new Failure(
            row.getObject("failed_position", Long.class), row.getString("failed_event"), cause);
  }
}
