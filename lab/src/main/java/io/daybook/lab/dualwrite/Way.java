package io.daybook.lab.dualwrite;

import java.util.List;

/** How an order comes into the database and to the broker. */
enum Way {
  DATABASE_FIRST("database first, then broker"),
  BROKER_FIRST("broker first, then database"),
  INSIDE("in the transaction, before its commit"),
  OUTBOX("outbox table, polled");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** What it passes, in this order. */
  List<Moment> moments() {
    return switch (this) {
      case DATABASE_FIRST -> List.of(Moment.COMMITTED, Moment.SENT);
      case BROKER_FIRST -> List.of(Moment.SENT, Moment.COMMITTED);
      case INSIDE -> List.of(Moment.WRITTEN, Moment.SENT, Moment.COMMITTED);
      case OUTBOX -> List.of(Moment.WRITTEN, Moment.COMMITTED, Moment.SENT);
    };
  }

  /** Whether two writes are all there is, and nobody looks after them. */
  boolean isDual() {
    return this != OUTBOX;
  }
}
