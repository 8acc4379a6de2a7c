package io.daybook.lab.experiment;

import java.util.List;

/**
 * What happened, step by step.
 *
 * @param replay the arguments by which {@code ./daybook lab} shows it again
 */
public record Schedule(String title, String replay, List<String> steps) {

  /** The steps are never changed. */
  public Schedule {
    steps = List.copyOf(steps);
  }
}
