package io.daybook.benchmarks;

import java.util.Comparator;
import java.util.List;

/** What a contender did in its median round. */
record Measured(String name, int callers, Load.Result result) {

  Measured named(String other) {
    return new Measured(other, callers, result);
  }

  /** The fastest of this name, whatever the number of its callers. */
  static Measured bestOf(List<Measured> results, String name) {
    return results.stream()
        .filter(one -> one.name().equals(name))
        .max(Comparator.comparingDouble(one -> one.result().perSecond()))
        .orElseThrow();
  }

  static Measured find(List<Measured> results, String name, int callers) {
    return results.stream()
        .filter(one -> one.name().equals(name) && one.callers() == callers)
        .findFirst()
        .orElseThrow();
  }
}
