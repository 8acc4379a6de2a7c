package io.daybook.lab.commit;

import java.util.List;

/**
 * How a schedule ended.
 *
 * @param steps how many there were
 * @param faults how many of the steps were faults
 * @param blocked participants that run, have promised to commit and can neither commit nor abort
 * @param differs whether one participant has committed and another has aborted
 * @param differsLater whether that is so when all have come back
 * @param told the steps in words, where they were asked for
 */
record Outcome(
    long seed,
    int steps,
    int faults,
    List<String> blocked,
    boolean differs,
    boolean differsLater,
    List<String> told) {

  boolean isBlocked() {
    return !blocked.isEmpty();
  }
}
