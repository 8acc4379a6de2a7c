package io.daybook.lab.dualwrite;

import java.util.List;

/** How an order comes into the database and to the broker. */
enum Way {
  DATABASE_FIRST("database first, then broker", Moment.COMMITTED, Moment.SENT),
  BROKER_FIRST("broker first, then database", Moment.SENT, Moment.COMMITTED),
  INSIDE("in the transaction, before its commit", Moment.WRITTEN, Moment.SENT, Moment.COMMITTED),
  OUTBOX("outbox table, polled", Moment.WRITTEN, Moment.COMMITTED, Moment.SENT);

  private final String words;
  private final List<Moment> moments;

  Way(String words, Moment... moments) {
    this.words = words;
    this.moments = List.of(moments);
  }

  String words() {
    return words;
  }

  /** What it passes, in this order. */
  List<Moment> moments() {
    return moments;
  }

  /** Whether two writes are all there is, and nobody looks after them. */
  boolean isDual() {
    return this != OUTBOX;
  }
}
