package io.daybook.projection.generation;

import io.daybook.projection.Generation;
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
    @Nullable Failure failure) {

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

  boolean isFor(Purpose other) {
    return purpose == other;
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
}
