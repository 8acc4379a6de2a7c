package io.daybook.lab.commit;

/** Who decides, in how many rounds. */
enum Protocol {
  /**
   * Two-phase commit with cooperative termination: who waits for a coordinator that is gone asks
   * the other participants, and one of them that has not voted refuses.
   */
  TWO_PHASE,

  /**
   * Three-phase commit, with the termination protocol of Skeen, "Nonblocking Commit Protocols"
   * (1981): a backup brings all others to its own phase, then decides by that phase alone.
   */
  THREE_PHASE
}
