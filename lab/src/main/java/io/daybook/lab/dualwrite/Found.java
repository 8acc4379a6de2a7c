package io.daybook.lab.dualwrite;

import java.util.List;
import java.util.function.Predicate;

/** All that a run has found. */
record Found(List<Marked> marked, List<Told> told, List<Read> read) {

  /**
   * One order, and a kill at one moment.
   *
   * @param count what had become of it in the end
   */
  record Marked(Way way, Moment moment, Count count) {}

  Found {
    marked = List.copyOf(marked);
    told = List.copyOf(told);
    read = List.copyOf(read);
  }

  /** What all those have come to together. */
  Count total(Predicate<Told> which) {
    return told.stream().filter(which).map(Told::count).reduce(new Count(0, 0, 0, 0), Count::plus);
  }

  long refused(Predicate<Told> which) {
    return told.stream().filter(which).mapToLong(Told::refused).sum();
  }

  boolean hasOurs() {
    return told.stream().anyMatch(Told::isOurs);
  }
}
