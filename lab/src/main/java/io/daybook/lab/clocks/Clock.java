package io.daybook.lab.clocks;

/** The kinds of clocks that are compared. Each runs over the same history. */
enum Clock {
  /** What the process that decided an event had on its clock. */
  WALL("the wall clocks of the processes") {
    @Override
    Stamps run(History history) {
      return Stamps.byNumbers(walls(history), new long[history.size()]);
    }

    @Override
    String size(History history) {
      return "48 bits";
    }
  },

  /** Lamport 1978: one more than all that was heard of. */
  LAMPORT("Lamport's") {
    @Override
    Stamps run(History history) {
      var stamps = new long[history.size()];
      var nodes = new long[history.nodes()];
      for (int i = 0; i < stamps.length; i++) {
        int node = history.event(i).node();
        var heard = nodes[node];
        for (int cause : history.causes(i)) {
          heard = Math.max(heard, stamps[cause]);
        }
        stamps[i] = heard + 1;
        nodes[node] = stamps[i];
      }
      return Stamps.byNumbers(stamps, new long[stamps.length]);
    }

    @Override
    String size(History history) {
      return "a number";
    }
  },

  /** Fidge and Mattern 1988: of each process, how many of its events were heard of. */
  VECTOR("vector") {
    @Override
    Stamps run(History history) {
      var stamps = new long[history.size()][];
      var nodes = new long[history.nodes()][history.nodes()];
      for (int i = 0; i < stamps.length; i++) {
        int node = history.event(i).node();
        var mine = nodes[node].clone();
        for (int cause : history.causes(i)) {
          for (int n = 0; n < mine.length; n++) {
            mine[n] = Math.max(mine[n], stamps[cause][n]);
          }
        }
        mine[node]++;
        stamps[i] = mine;
        nodes[node] = mine;
      }
      return (one, other) ->
          isBelow(stamps[one], stamps[other])
              ? Told.BEFORE
              : isBelow(stamps[other], stamps[one]) ? Told.AFTER : Told.NEITHER;
    }

    @Override
    String size(History history) {
      return "%d numbers, one for each process".formatted(history.nodes());
    }
  },

  /** Kulkarni and others 2014: near the wall clock, and never before what was heard of. */
  HYBRID("hybrid logical") {
    @Override
    Stamps run(History history) {
      return HybridClock.over(history).stamps();
    }

    @Override
    String size(History history) {
      return "64 bits: 48 and a counter";
    }
  },

  /** One sequence that PostgreSQL gives out. */
  LOG("the log's positions") {
    @Override
    Stamps run(History history) {
      var stamps = new long[history.size()];
      for (int i = 0; i < stamps.length; i++) {
        stamps[i] = history.event(i).position();
      }
      return Stamps.byNumbers(stamps, new long[stamps.length]);
    }

    @Override
    String size(History history) {
      return "a number";
    }
  };

  private final String text;

  Clock(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Gives a time to each event. */
  abstract Stamps run(History history);

  /** What each event must carry. */
  abstract String size(History history);

  private static long[] walls(History history) {
    var walls = new long[history.size()];
    for (int i = 0; i < walls.length; i++) {
      walls[i] = history.event(i).wallMillis();
    }
    return walls;
  }

  private static boolean isBelow(long[] one, long[] other) {
    var isLess = false;
    for (int n = 0; n < one.length; n++) {
      if (one[n] > other[n]) {
        return false;
      }
      isLess |= one[n] < other[n];
    }
    return isLess;
  }
}
