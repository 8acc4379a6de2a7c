package io.daybook.lab.clocks;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Events in the order of the log, and which happened before which, as Lamport defines it: by what
 * caused them, and by the order of each process. What the log knows of both is the ground truth; no
 * clock is asked.
 */
final class History {
  private final List<Event> events;
  private final List<List<Integer>> causes = new ArrayList<>();
  private final List<BitSet> before = new ArrayList<>();

  History(List<Event> unordered) {
    events = unordered.stream().sorted(Comparator.comparingLong(Event::position)).toList();
    var places = new HashMap<Long, Integer>();
    var lastOfNode = new HashMap<Integer, Integer>();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      var known =
          event.causes().stream().filter(places::containsKey).map(places::get).distinct().toList();
      causes.add(known);
      var mine = new BitSet();
      for (int cause : known) {
        add(mine, cause);
      }
      var previous = lastOfNode.put(event.node(), i);
      if (previous != null) {
        add(mine, previous);
      }
      before.add(mine);
      places.put(event.position(), i);
    }
  }

  private void add(BitSet mine, int earlier) {
    mine.set(earlier);
    mine.or(before.get(earlier));
  }

  int size() {
    return events.size();
  }

  Event event(int index) {
    return events.get(index);
  }

  /** Those of its direct causes that are in this history. */
  List<Integer> causes(int index) {
    return causes.get(index);
  }

  /** Whether one happened before another. */
  boolean isBefore(int one, int other) {
    return before.get(other).get(one);
  }

  /** How many processes there are, whose numbers begin with 0. */
  int nodes() {
    return 1 + events.stream().mapToInt(Event::node).max().orElse(-1);
  }
}
