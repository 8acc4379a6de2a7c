package io.daybook.lab.blocked;

/** Where in the protocol the coordinator is killed. */
enum KillPoint {
  BEFORE_PREPARE("before the first prepare", 0, 0),
  PREPARED_1("after 1 prepare", 1, 0),
  PREPARED_2("after 2 prepares", 2, 0),
  PREPARED_3("after 3 prepares", 3, 0),
  DECIDED("after the decision is logged", 3, 0),
  COMMITTED_1("after 1 commit", 3, 1),
  COMMITTED_2("after 2 commits", 3, 2);

  private final String words;
  private final int prepared;
  private final int committed;

  KillPoint(String words, int prepared, int committed) {
    this.words = words;
    this.prepared = prepared;
    this.committed = committed;
  }

  String words() {
    return words;
  }

  /** How many participants have promised by then. */
  int prepared() {
    return prepared;
  }

  /** How many have committed by then. */
  int committed() {
    return committed;
  }

  /** Whether the coordinator has decided by then, and has it in its log. */
  boolean isDecided() {
    return compareTo(DECIDED) >= 0;
  }
}
