package io.daybook.console.work;

import java.util.List;

/**
 * What became of a decision, order by order.
 *
 * @param what was decided, in the past tense
 */
public record Done(String what, List<Outcome> outcomes) {

  /** Of one order; the refusal is empty where it was done. */
  public record Outcome(String order, int status, String refusal) {

    /** Whether it was done. */
    public boolean isDone() {
      return refusal.isEmpty();
    }
  }

  /** Keeps its own list. */
  public Done {
    outcomes = List.copyOf(outcomes);
  }

  /** Of the whole answer: where all were refused in the same way, that. */
  int status() {
    var all = outcomes.stream().map(Outcome::status).distinct().toList();
    return all.size() == 1 ? all.getFirst() : 200;
  }

  /** How many were done. */
  public long count() {
    return outcomes.stream().filter(Outcome::isDone).count();
  }
}
