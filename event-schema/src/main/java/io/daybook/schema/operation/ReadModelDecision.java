package io.daybook.schema.operation;

/** What can be decided about a read model. */
public enum ReadModelDecision {
  /** Builds a new generation, which is then read. */
  REBUILD,
  /** Builds a new generation, which is compared with the live one and thrown away. */
  VERIFY,
  /** Stops a building for a while. */
  PAUSE,
  /** Goes on with it. */
  RESUME,
  /** Gives it up. */
  CANCEL,
  /** Reads the former generation again. */
  ROLL_BACK,
  /** Throws a generation away. */
  DROP
}
