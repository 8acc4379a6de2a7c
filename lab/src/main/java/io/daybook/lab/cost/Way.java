package io.daybook.lab.cost;

import java.util.List;

/** How an order is placed. */
enum Way {
  ONE_DATABASE("one database, one transaction"),
  XA("XA over three, as it comes"),
  XA_SIDE_BY_SIDE("XA over three, prepared side by side (asyncPrepare)"),
  SAGA("saga over three, the least of one"),
  DAYBOOK("Daybook, over HTTP until confirmed");

  /** Those that have nothing but databases and a caller. */
  static final List<Way> BARE = List.of(ONE_DATABASE, XA, XA_SIDE_BY_SIDE, SAGA);

  private final String words;

  Way(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean isTwoPhase() {
    return this == XA || this == XA_SIDE_BY_SIDE;
  }
}
