package io.daybook.lab.dualwrite;

/** How far a process is when it is killed. */
enum Moment {
  /** Nowhere: it is killed at random, or not at all. */
  NEVER("at random"),
  WRITTEN("the row is written, not committed"),
  COMMITTED("the database has committed"),
  SENT("the broker has the message"),
  /** Of a reader: the first of effect and offset is safe, the other is not. */
  HALF_READ("one of effect and offset is safe");

  private final String words;

  Moment(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
