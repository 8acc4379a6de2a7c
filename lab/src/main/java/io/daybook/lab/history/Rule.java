package io.daybook.lab.history;

/** What the platform promises of every history. */
enum Rule {
  REAL_TIME(
      "who was acknowledged before another began is before it, and so is the position that was"
          + " told"),
  STREAM_ORDER("of one stream, the order of versions is that of positions and of real time"),
  KEPT("what is acknowledged is in the log, once, not after the position that is told"),
  NO_HOLES("the log has no holes, and its streams have none"),
  TRUE_ANSWER("an answer shows what is in the log, and nothing that was not asked for yet"),
  AS_ASKED("a read with a position knows of all up to it, or says NOT_YET"),
  LOG_END("the log's end is not before what was acknowledged before"),
  SESSION("a client that carries its position never goes back, at whichever process");

  private final String text;

  Rule(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
