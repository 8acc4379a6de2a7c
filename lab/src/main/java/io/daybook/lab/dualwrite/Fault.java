package io.daybook.lab.dualwrite;

/** What is broken while orders are taken. */
enum Fault {
  KILLS("the service is killed"),
  OUTAGES("the broker is killed, and comes back"),
  OUTAGES_AND_KILLS("both: while the broker is away the service is killed");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
