package io.daybook.lab.cost;

import java.util.List;

/** How an order is placed. */
enum Way {
  ONE_DATABASE("one database, one transaction"),
  XA("XA over three, as it comes"),
  XA_SIDE_BY_SIDE("XA over three, prepared side by side (asyncPrepare)"),
  SAGA("Daybook, over HTTP");

  /** Those that are measured in a process of the laboratory. */
  static final List<Way> TRANSACTIONS = List.of(ONE_DATABASE, XA, XA_SIDE_BY_SIDE);

  private final String words;

  Way(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
