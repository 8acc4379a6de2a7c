package io.daybook.console.projection;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A read model, as the API gives it. */
public record ModelReport(
    String name,
    int version,
    @Nullable Integer generation,
    long position,
    long head,
    boolean caughtUp,
    long deadLetters,
    List<Generation> generations) {

  /** One of its generations. */
  public record Generation(
      int generation,
      int version,
      String state,
      String phase,
      String purpose,
      long position,
      long target,
      long eventsPerSecond,
      @Nullable Long secondsLeft,
      List<String> nodes,
      Instant startedAt,
      @Nullable Failure failure) {

    /** Whether it is on its way to be the live one, or waits there. */
    public boolean isBeingBuilt() {
      return state.equals("BUILDING") || state.equals("PAUSED") || state.equals("FAILED");
    }
  }

  /** Why a building has failed. */
  public record Failure(@Nullable String message) {}

  /** Events of the log that the live generation has not followed. */
  public long lag() {
    return Math.max(0, head - position);
  }

  /** The processes that follow the log for the live generation. */
  public String nodes() {
    return generations.stream()
        .filter(one -> one.state().equals("LIVE"))
        .flatMap(one -> one.nodes().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The generation that is being built; null while none is. */
  public @Nullable Generation built() {
    return generations.stream().filter(Generation::isBeingBuilt).findFirst().orElse(null);
  }

  /** Whether a former generation is still followed, so that one can go back to it. */
  public boolean hasFormer() {
    return generations.stream().anyMatch(one -> one.state().equals("FORMER"));
  }
}
