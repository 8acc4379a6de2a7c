package io.daybook.lab.cost;

/** How an order is placed. */
enum Way {
  ONE_DATABASE("one database, one transaction"),
  XA("XA over three, as it comes"),
  XA_SIDE_BY_SIDE("XA over three, prepared side by side (asyncPrepare)");

  private final String words;

  Way(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
