package io.daybook.lab.history;

import static java.util.stream.Collectors.groupingBy;

import io.daybook.lab.history.Asked.Habit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * How far a read was behind. It is measured against what had been acknowledged before the read
 * began, so it is never exaggerated: what was being written meanwhile is not counted.
 *
 * @param millis since the first write was acknowledged that the read did not know; 0 where it knew
 *     all
 * @param positions from what it knew to the last that was acknowledged; 0 where it knew all
 * @param changes of its stream that it did not know
 */
record Staleness(double millis, long positions, int changes) {

  /** Of all reads by a habit that were answered. */
  static List<Staleness> of(List<Operation> history, Log log, Habit habit) {
    var writes =
        WriteRules.acknowledged(Resolved.of(history, log).history()).stream()
            .collect(groupingBy(write -> ((Asked.Write) write.asked()).stream()));
    var reads = new HashMap<String, List<Operation>>();
    for (var one : history) {
      if (one.asked() instanceof Asked.Read(var stream, _, Habit its)
          && its == habit
          && one.answer() instanceof Answer.Shown) {
        reads.computeIfAbsent(stream, _ -> new ArrayList<>()).add(one);
      }
    }
    var all = new ArrayList<Staleness>();
    reads.forEach(
        (stream, some) -> {
          var written = writes.getOrDefault(stream, List.of());
          Sweep.over(
              written,
              some,
              (read, newest) ->
                  all.add(
                      newest == null
                          ? new Staleness(0, 0, 0)
                          : of(read, newest, written, log, stream)));
        });
    return all;
  }

  private static Staleness of(
      Operation read, Operation newest, List<Operation> written, Log log, String stream) {
    var knew = ((Answer.Shown) read.answer()).position();
    var behind = Sweep.position(newest) - knew;
    if (behind <= 0) {
      return new Staleness(0, 0, 0);
    }
    var first =
        written.stream()
            .filter(write -> Sweep.position(write) > knew && write.precedes(read))
            .min(Comparator.comparingLong(Operation::end))
            .orElse(newest);
    return new Staleness(
        (read.begin() - first.end()) / 1e6,
        behind,
        log.between(stream, knew, Sweep.position(newest)));
  }
}
