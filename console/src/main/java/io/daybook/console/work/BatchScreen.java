package io.daybook.console.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a decision about many orders is.
 *
 * @param total of the orders; those that are found while it goes on are in it
 * @param outcomes so far
 * @param failure why it could not go on; null when it could
 * @param endedAt null while it goes on
 */
public record BatchScreen(
    String id,
    Decision decision,
    int total,
    List<Outcome> outcomes,
    @Nullable String failure,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** Keeps its own list. */
  public BatchScreen {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether nothing more comes. */
  public boolean isOver() {
    return endedAt != null;
  }

  /** How many were done. */
  public long done() {
    return outcomes.stream().filter(Outcome::isDone).count();
  }

  /** Those that were refused, with why. */
  public List<Outcome> refused() {
    return outcomes.stream().filter(outcome -> !outcome.isDone()).toList();
  }

  /** Those that were done. */
  public List<Outcome> accepted() {
    return outcomes.stream().filter(Outcome::isDone).toList();
  }

  /** How long it took, for people. */
  public String took() {
    var end = endedAt == null ? startedAt : endedAt;
    return String.format("%.1f s", Duration.between(startedAt, end).toMillis() / 1000.0);
  }
}
