package io.daybook.schema.operation;

/** What can be decided about events that a read model could not follow. */
public enum DeadLetterDecision {
  /** Has them followed again. */
  RETRY,
  /** Leaves one out for ever. */
  DISCARD
}
