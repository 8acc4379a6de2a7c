package io.daybook.console.overview;

import java.time.Instant;
import java.util.List;

/**
 * A port to the outside, as the API gives it.
 *
 * @param open calls that will be made
 * @param parked calls that are set aside
 * @param parkedAndTried those of the parked that are tried again by themselves
 * @param refusing the processes that do not trust it; all others do
 */
public record OutsidePort(
    String port, long open, long parked, long parkedAndTried, List<Refusing> refusing) {

  /** A process that does not trust a port, or tries it with one call at a time. */
  public record Refusing(String process, String state, Instant since) {

    /** What the process does meanwhile. */
    public String inWords() {
      return switch (state) {
        case "HALF_OPEN" -> "tries one call at a time";
        case "OPEN", "FORCED_OPEN" -> "does not call it";
        default -> state;
      };
    }
  }
}
