package io.daybook.lab.commit;

/** How far a party is; it is in the party's log before anybody is told. */
enum Phase {
  /** Has not voted; a coordinator has not begun. */
  INITIAL,
  /** Has voted yes; a coordinator waits for votes. */
  PREPARED,
  /** Knows that all have voted yes. Only in three-phase commit. */
  PRECOMMITTED,
  COMMITTED,
  ABORTED;

  boolean isDecided() {
    return this == COMMITTED || this == ABORTED;
  }
}
