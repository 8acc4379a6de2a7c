package io.daybook.lab.history;

import io.daybook.lab.history.Asked.Habit;
import java.util.ArrayList;
import java.util.List;

/**
 * The reads of all clients of one habit.
 *
 * @param stale of those that were answered, how far each was behind
 * @param took how long each of them took, in milliseconds
 * @param notYet how many were answered by {@code NOT_YET}
 * @param wentBack how many knew less than one before of the same client
 */
record Reads(Habit habit, List<Staleness> stale, List<Double> took, int notYet, int wentBack) {
  private static final double PERCENT = 100;

  static Reads of(ReadsAndWrites.Recorded recorded, Habit habit) {
    var history = recorded.history();
    var took = new ArrayList<Double>();
    int notYet = 0;
    for (var one : history) {
      if (one.asked() instanceof Asked.Read read && read.habit() == habit) {
        if (one.answer() instanceof Answer.NotYet) {
          notYet++;
        } else if (one.answer() instanceof Answer.Shown) {
          took.add((one.end() - one.begin()) / 1e6);
        }
      }
    }
    var back = new ReadRules(history, recorded.log(), List.of()).wentBack();
    return new Reads(
        habit,
        Staleness.of(history, recorded.log(), habit),
        took,
        notYet,
        back.getOrDefault(habit, 0));
  }

  double staleShare() {
    return stale.isEmpty()
        ? 0
        : PERCENT * stale.stream().filter(one -> one.positions() > 0).count() / stale.size();
  }

  List<Double> millis() {
    return stale.stream().map(Staleness::millis).toList();
  }

  List<Object> row() {
    var positions = stale.stream().map(one -> (double) one.positions()).toList();
    return List.of(
        switch (habit) {
          case CARRIES -> "carries the highest, to either process";
          case FORGETS_AND_STAYS -> "forgets them, asks one process";
          case FORGETS_AND_CHANGES -> "forgets them, asks either process";
        },
        took.size(),
        notYet,
        staleShare(),
        quantile(millis(), 0.5),
        quantile(millis(), 0.99),
        quantile(millis(), 1),
        (long) quantile(positions, 0.5),
        (long) quantile(positions, 0.99),
        (long) quantile(positions, 1),
        quantile(took, 0.5),
        quantile(took, 0.99),
        wentBack);
  }

  /** The value that such a share of all do not exceed; 0 where there are none. */
  static double quantile(List<Double> values, double share) {
    var sorted = values.stream().sorted().toList();
    return sorted.isEmpty()
        ? 0
        : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
  }
}
