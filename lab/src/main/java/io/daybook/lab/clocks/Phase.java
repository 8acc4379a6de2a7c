package io.daybook.lab.clocks;

import java.util.List;

/**
 * How wrong the clocks of two processes are for a while: the first is behind, the second ahead.
 *
 * @param behind seconds, none of them positive; where there are several, the clock jumps from one
 *     to the next
 * @param ahead seconds, as many
 */
record Phase(String text, List<Double> behind, List<Double> ahead) {
  /** How far each clock is off, at least: by it the process is known that decided an event. */
  static final double LEAST_SECONDS = 10;

  /** As far apart as the experiment's promises are put to. */
  static final Phase MINUTES =
      new Phase("150 s behind, 150 s ahead", List.of(-150.0), List.of(150.0));

  static final List<Phase> ALL =
      List.of(
          new Phase("10 s behind, 10 s ahead", List.of(-LEAST_SECONDS), List.of(LEAST_SECONDS)),
          new Phase("30 s behind, 30 s ahead", List.of(-30.0), List.of(30.0)),
          MINUTES,
          new Phase(
              "jumping, 10 to 150 s each",
              List.of(-150.0, -LEAST_SECONDS, -60.0),
              List.of(LEAST_SECONDS, 150.0, 30.0)));

  /** Which process is behind and which is ahead never changes. */
  Phase {
    behind = List.copyOf(behind);
    ahead = List.copyOf(ahead);
    if (behind.stream().anyMatch(one -> one > -LEAST_SECONDS)
        || ahead.stream().anyMatch(one -> one < LEAST_SECONDS)
        || behind.size() != ahead.size()) {
      throw new IllegalArgumentException(text);
    }
  }
}
