package io.daybook.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Divides the segments of each processor over the processes that run it. Every process computes it
 * for itself, from the same rows and by the same rule, so nobody has to be the leader. Where two
 * see different rows for a moment, both may want the same segment, and the token gives it to one.
 *
 * <p>An owner keeps what it has up to its share, so that a process that comes or goes moves no
 * segment without need. What does not divide goes to the processes in turn, from processor to
 * processor, so that the oldest process does not get the larger share of each.
 */
final class Division {

  /**
   * A process that is there; older ones come first.
   *
   * @param refuses segments at which it has failed again and again
   */
  record Runner(String name, Set<String> processors, Set<Place> refuses) {}

  /**
   * A segment as it is kept.
   *
   * @param owner whose claim holds, or null when anybody may take it
   * @param lapsed whether somebody claimed it who has fallen silent
   * @param stopped whether an operator has to decide before anybody may have it
   */
  record Held(Place place, @Nullable String owner, boolean lapsed, boolean stopped) {}

  /**
   * What one process has to do about one processor.
   *
   * @param keep its own, that remain so
   * @param take those that are free, and are now its own to claim
   * @param release its own, that are another's by now
   * @param grow how many segments the processor should have, or 0: told to one process only
   */
  record Share(Set<Integer> keep, Set<Integer> take, Set<Integer> release, int grow) {
    static final Share NOTHING = new Share(Set.of(), Set.of(), Set.of(), 0);
  }

  private final List<Runner> runners;
  private final List<Held> segments;
  private final int turn;
  private final Map<String, Integer> given = new HashMap<>();
  private final Map<Place, String> owners = new HashMap<>();

  private Division(List<Runner> runners, List<Held> segments, int turn) {
    this.runners = runners;
    this.segments = segments;
    this.turn = turn;
    var open = new ArrayList<Held>();
    for (var segment : segments) {
      if (!keeps(segment)) {
        open.add(segment);
      }
    }
    for (var segment : open) {
      give(segment, next(segment));
    }
  }

  /** The shares of a process, by processor; none of those that nobody runs. */
  static Map<String, Share> of(String me, List<Runner> there, List<Held> rows) {
    var byProcessor =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.place().processor(), TreeMap::new, Collectors.toList()));
    var shares = new HashMap<String, Share>();
    var turn = 0;
    for (var one : byProcessor.entrySet()) {
      var runners =
          there.stream().filter(runner -> runner.processors().contains(one.getKey())).toList();
      if (!runners.isEmpty()) {
        var segments = shared(runners, one.getValue());
        var grow = segments.size() == one.getValue().size() ? growth(runners, segments) : 0;
        var first = me.equals(runners.getFirst().name());
        var division = new Division(runners, segments, turn);
        shares.put(one.getKey(), division.shareOf(me, first ? grow : 0));
        turn += segments.size() % runners.size();
      }
    }
    return shares;
  }

  /**
   * Those that are ours to divide: an owner that is no runner keeps what it has until it lets go.
   */
  private static List<Held> shared(List<Runner> runners, List<Held> rows) {
    var names = runners.stream().map(Runner::name).collect(Collectors.toSet());
    return rows.stream()
        .filter(row -> !row.stopped() && (row.owner() == null || names.contains(row.owner())))
        .toList();
  }

  private boolean keeps(Held segment) {
    for (int i = 0; i < runners.size(); i++) {
      var runner = runners.get(i);
      if (runner.name().equals(segment.owner()) && mayHave(runner, segment) && hasRoom(i)) {
        give(segment, runner);
        return true;
      }
    }
    return false;
  }

  private void give(Held segment, Runner runner) {
    owners.put(segment.place(), runner.name());
    given.merge(runner.name(), 1, Integer::sum);
  }

  /** The first who has room for it; where nobody has, who has the least. */
  private Runner next(Held segment) {
    @Nullable Runner best = null;
    for (int i = 0; i < runners.size(); i++) {
      var runner = runners.get(i);
      if (mayHave(runner, segment)) {
        if (hasRoom(i)) {
          return runner;
        }
        if (best == null || given(runner) < given(best)) {
          best = runner;
        }
      }
    }
    return best == null ? runners.getFirst() : best;
  }

  private boolean mayHave(Runner runner, Held segment) {
    var place = segment.place();
    return !runner.refuses().contains(place)
        || runners.stream().allMatch(other -> other.refuses().contains(place));
  }

  private boolean hasRoom(int runner) {
    var left = segments.size() % runners.size();
    var place = Math.floorMod(runner - turn, runners.size());
    var quota = segments.size() / runners.size() + (place < left ? 1 : 0);
    return given(runners.get(runner)) < quota;
  }

  private int given(Runner runner) {
    return given.getOrDefault(runner.name(), 0);
  }

  private Share shareOf(String me, int grow) {
    var keep = new HashSet<Integer>();
    var take = new HashSet<Integer>();
    var release = new HashSet<Integer>();
    for (var segment : segments) {
      var mine = me.equals(owners.get(segment.place()));
      var number = segment.place().segment();
      if (me.equals(segment.owner())) {
        (mine ? keep : release).add(number);
      } else if (mine && segment.owner() == null) {
        take.add(number);
      }
    }
    return new Share(keep, take, release, grow);
  }

  /** As many as there are processes, and all of the same size, so a power of two. */
  private static int growth(List<Runner> runners, List<Held> segments) {
    var wanted = runners.size() == 1 ? 1 : 2 * Integer.highestOneBit(runners.size() - 1);
    return segments.size() < runners.size() ? wanted : 0;
  }
}
