package io.daybook.reconciliation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a first look over a whole book has seen. */
final class FirstLook {
  private final Set<String> suspects = new LinkedHashSet<>();
  private final int most;
  private long compared;
  private long inFlight;

  /**
   * @param most entries that can be looked at again
   */
  FirstLook(int most) {
    this.most = most;
  }

  void inFlight() {
    inFlight++;
  }

  /** Counts an entry; what seems to differ is looked at again. */
  void compared(List<Difference> differences) {
    compared++;
    differences.forEach(difference -> suspects.add(difference.subject()));
    if (suspects.size() > most) {
      throw new IllegalStateException(
          "More than %d entries seem to differ: are these the right books? Nothing is raised"
              .formatted(most));
    }
  }

  /** The second look at a suspect found that it moves. */
  void turnedOutToMove() {
    compared--;
    inFlight++;
  }

  Set<String> suspects() {
    return suspects;
  }

  long comparedCount() {
    return compared;
  }

  long inFlightCount() {
    return inFlight;
  }
}
