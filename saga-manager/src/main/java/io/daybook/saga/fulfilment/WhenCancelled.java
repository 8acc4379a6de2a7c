package io.daybook.saga.fulfilment;

/** What follows when a cancellation is asked for while a step is under way. */
enum WhenCancelled {
  /** The answer is waited for, because it says what there is to undo. */
  AFTER_ITS_ANSWER,
  /** The order is undone at once, because whatever the answer is, there is nothing to undo. */
  AT_ONCE
}
