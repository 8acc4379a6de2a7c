package io.daybook.lab.clocks;

/**
 * How one kind of clock has told a history.
 *
 * @param causes pairs of an event and a direct cause of it
 * @param inverted of these, where the effect is before its cause
 * @param crossing those of the causes that another process has decided
 * @param crossingInverted of these, where the effect is before its cause
 * @param ordered pairs of which one happened before the other
 * @param wrong of these, told the other way round
 * @param untold of these, told as if neither were first
 * @param concurrent pairs of which none happened before the other
 * @param known of these, told as such
 */
record Tally(
    long causes,
    long inverted,
    long crossing,
    long crossingInverted,
    long ordered,
    long wrong,
    long untold,
    long concurrent,
    long known) {
  private static final double PERCENT = 100;

  static Tally of(History history, Clock clock) {
    var stamps = clock.run(history);
    var counts = new long[9];
    for (int i = 0; i < history.size(); i++) {
      for (int cause : history.causes(i)) {
        var crosses = history.event(cause).node() != history.event(i).node();
        var isInverted = stamps.told(cause, i) == Told.AFTER;
        count(counts, 0, true);
        count(counts, 1, isInverted);
        count(counts, 2, crosses);
        count(counts, 3, crosses && isInverted);
      }
      for (int earlier = 0; earlier < i; earlier++) {
        var told = stamps.told(earlier, i);
        var isOrdered = history.isBefore(earlier, i);
        count(counts, 4, isOrdered);
        count(counts, 5, isOrdered && told == Told.AFTER);
        count(counts, 6, isOrdered && told == Told.NEITHER);
        count(counts, 7, !isOrdered);
        count(counts, 8, !isOrdered && told == Told.NEITHER);
      }
    }
    return new Tally(
        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7],
        counts[8]);
  }

  private static void count(long[] counts, int which, boolean isSo) {
    if (isSo) {
      counts[which]++;
    }
  }

  double invertedShare() {
    return share(inverted, causes);
  }

  double crossingInvertedShare() {
    return share(crossingInverted, crossing);
  }

  double knownShare() {
    return share(known, concurrent);
  }

  private static double share(long some, long all) {
    return all == 0 ? 0 : PERCENT * some / all;
  }
}
