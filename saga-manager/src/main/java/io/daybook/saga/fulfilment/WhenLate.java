package io.daybook.saga.fulfilment;

/** What follows when a step has not been answered at its deadline. */
sealed interface WhenLate {

  /**
   * The step is undone without waiting any longer, even while it is parked, because undoing it is
   * right whether it was done or not.
   *
   * @param reason why the order is cancelled
   */
  record LetGo(String reason) implements WhenLate {}

  /** The step is asked for again, a few times, and then an operator decides. */
  record AskAgain() implements WhenLate {}
}
