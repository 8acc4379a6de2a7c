package io.daybook.lab.replicated;

/** Where in the protocol a peer is struck. */
enum Point {
  BEFORE_PREPARE("before the first prepare"),
  PREPARED_1("after 1 prepare"),
  PREPARED_2("after 2 prepares"),
  PREPARED_3("after 3 prepares"),
  PROPOSED("while the decision is under way"),
  DECIDED("after the decision is in the log"),
  COMMITTED_1("after 1 commit"),
  COMMITTED_2("after 2 commits");

  private final String words;

  Point(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Where it stands after so many of the three are prepared. */
  static Point prepared(int count) {
    return switch (count) {
      case 1 -> PREPARED_1;
      case 2 -> PREPARED_2;
      case 3 -> PREPARED_3;
      default -> throw new IllegalArgumentException(count + " are prepared");
    };
  }

  /** Where it stands after so many of the three have committed, which are not all. */
  static Point committed(int count) {
    return switch (count) {
      case 1 -> COMMITTED_1;
      case 2 -> COMMITTED_2;
      default -> throw new IllegalArgumentException(count + " have committed");
    };
  }

  /** Whether an answer has come by then that the transaction commits. */
  boolean isDecided() {
    return compareTo(DECIDED) >= 0;
  }
}
