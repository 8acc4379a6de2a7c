package io.daybook.console.work;

/** What became of a decision for one order; the refusal is empty where it was done. */
public record Outcome(String order, String refusal) {

  /** Whether it was done. */
  public boolean isDone() {
    return refusal.isEmpty();
  }
}
