package io.daybook.lab.replicated;

/**
 * What one log does.
 *
 * @param perSecond what was answered
 */
record Pace(Log log, Work work, int callers, double perSecond, double p50Millis, double p99Millis) {

  /** Where decisions are kept. */
  enum Log {
    LOCAL("a file of the coordinator, forced"),
    REPLICATED("three peers, forced by a majority");

    private final String words;

    Log(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** What is done again and again. */
  enum Work {
    DECISION("a decision alone"),
    ORDER("an order in three databases");

    private final String words;

    Work(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Pace of(Log log, Work work, int callers, String numbers) {
    var words = numbers.split(" ", -1);
    return new Pace(
        log,
        work,
        callers,
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]));
  }
}
