package io.daybook.lab.replicated;

import io.daybook.lab.shop.Servers;
import java.util.List;

/**
 * One strike.
 *
 * @param electedMillis from the strike until another leads; 0 where the leader was not struck
 * @param endedMillis from the strike until nothing was prepared any more, while the peer was away;
 *     negative where that was waited for in vain
 * @param waitedMillis how long each customer of the same SKU waited who came after the strike
 * @param otherMillis how long a customer of another SKU waited
 * @param nextMillis from the strike until another order was placed with the peers that were left
 * @param outcome what had become of the order while the peer was away
 * @param later the same, after it had come back
 */
record Struck(
    Strike strike,
    Point point,
    double electedMillis,
    double endedMillis,
    List<Double> waitedMillis,
    double otherMillis,
    double nextMillis,
    String outcome,
    String later) {
  /** Who waits longer than this is said to wait. */
  static final int NOTICED_MILLIS = 100;

  boolean endsWithoutIt() {
    return endedMillis >= 0;
  }

  double longestMillis() {
    return waitedMillis.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** How many customers of the same SKU have waited. */
  long waiting() {
    return waitedMillis.stream().filter(millis -> millis > NOTICED_MILLIS).count();
  }

  /** How long it took from the election until nothing was prepared any more. */
  double afterElectionMillis() {
    return Math.max(0, endedMillis - electedMillis);
  }

  /** Whether the order is all or nothing, as was decided, and stays so. */
  boolean isWell() {
    var mayCommit = strike == Strike.FOLLOWER_KILLED || point.compareTo(Point.PROPOSED) >= 0;
    var mayAbort = strike != Strike.FOLLOWER_KILLED && !point.isDecided();
    return later.equals(outcome)
        && ((mayCommit && outcome.equals(Servers.COMMITTED))
            || (mayAbort && outcome.equals(Servers.ABORTED)));
  }
}
