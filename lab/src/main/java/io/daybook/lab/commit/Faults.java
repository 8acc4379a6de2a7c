package io.daybook.lab.commit;

/** What may go wrong in a schedule. */
enum Faults {
  /**
   * Up to two parties stop. Who waits for one that has stopped is told so, and is never told so of
   * one that runs: the network that three-phase commit was made for.
   */
  CRASHES(2),

  /** Once the network falls into two parts. What is under way between them is lost. */
  PARTITION(1),

  /** Nothing stops, but up to two time-outs fire although the other one runs: it is only late. */
  LATENESS(2);

  private final int most;

  Faults(int most) {
    this.most = most;
  }

  /** How many at most in one schedule. */
  int most() {
    return most;
  }
}
