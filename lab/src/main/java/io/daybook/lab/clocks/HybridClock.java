package io.daybook.lab.clocks;

import java.util.ArrayList;
import java.util.Arrays;

/** What hybrid logical clocks have given to a history (Kulkarni, Demirbas and others, 2014). */
final class HybridClock {
  /** The highest wall clock that was heard of. */
  private final long[] physical;

  /** Counts the events for which that is the same. */
  private final long[] logical;

  private HybridClock(long[] physical, long[] logical) {
    this.physical = physical;
    this.logical = logical;
  }

  static HybridClock over(History history) {
    var physical = new long[history.size()];
    var logical = new long[history.size()];
    var last = new int[history.nodes()];
    Arrays.fill(last, -1);
    for (int i = 0; i < physical.length; i++) {
      var event = history.event(i);
      var heard = new ArrayList<>(history.causes(i));
      if (last[event.node()] >= 0) {
        heard.add(last[event.node()]);
      }
      var highest = event.wallMillis();
      for (int earlier : heard) {
        highest = Math.max(highest, physical[earlier]);
      }
      long count = 0;
      for (int earlier : heard) {
        if (physical[earlier] == highest) {
          count = Math.max(count, logical[earlier] + 1);
        }
      }
      physical[i] = highest;
      logical[i] = count;
      last[event.node()] = i;
    }
    return new HybridClock(physical, logical);
  }

  Stamps stamps() {
    return Stamps.byNumbers(physical, logical);
  }

  /** How far it was ahead of the clock of the process itself, at most. */
  long aheadMillis(History history) {
    long most = 0;
    for (int i = 0; i < physical.length; i++) {
      most = Math.max(most, physical[i] - history.event(i).wallMillis());
    }
    return most;
  }

  /** How many events had to be told apart by the counter alone, at most. */
  long highestCount() {
    long most = 0;
    for (var count : logical) {
      most = Math.max(most, count);
    }
    return most;
  }
}
