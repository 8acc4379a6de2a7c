package io.daybook.schema.operation;

/** What can be decided about messages of others that were put aside. */
public enum MessageDecision {
  /** Has it done again, and then what waits behind it. */
  RETRY,
  /** Leaves it out for ever. */
  DISCARD
}
