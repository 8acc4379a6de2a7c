package io.daybook.lab.experiment;

import java.io.IOException;
import java.util.Optional;

/** One question that is put to real components, or to a simulation whose schedules have a seed. */
public interface Experiment {

  /** As it is called on the command line, such as {@code three-phase-commit}. */
  String name();

  /** What is asked, in one sentence. */
  String question();

  /** What this machine lacks for it, and how to get it; empty where it can be run. */
  default Optional<String> missing() throws IOException {
    return Optional.empty();
  }

  /**
   * Runs it to its end.
   *
   * @param quick whether only as much is done as shows the phenomenon
   * @param says is told what happens, while it happens
   */
  Result run(boolean quick, Says says) throws Exception;
}
