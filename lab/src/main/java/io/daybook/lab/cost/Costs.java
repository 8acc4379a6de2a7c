package io.daybook.lab.cost;

import io.daybook.lab.cost.DaybookCost.Measured;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that a run has measured.
 *
 * @param all of every way
 * @param daybook the platform's own, with what else was measured of it; empty where it did not run
 */
record Costs(List<Measurement> all, List<Measured> daybook) {

  Costs {
    all = List.copyOf(all);
    daybook = List.copyOf(daybook);
  }

  List<Integer> distances() {
    return all.stream().map(Measurement::roundTripMillis).distinct().sorted().toList();
  }

  int farthest() {
    return distances().getLast();
  }

  boolean has(Way way) {
    return all.stream().anyMatch(one -> one.way() == way);
  }

  Measurement find(Way way, boolean isHot, int distance) {
    return best(one -> one == way, isHot, distance);
  }

  /** That of the most orders a second. */
  Measurement best(Predicate<Way> which, boolean isHot, int distance) {
    return all.stream()
        .filter(one -> which.test(one.way()) && one.isHot() == isHot)
        .filter(one -> one.roundTripMillis() == distance)
        .max(Comparator.comparingDouble(Measurement::perSecond))
        .orElseThrow();
  }

  Measurement twoPhase(boolean isHot, int distance) {
    return best(Way::isTwoPhase, isHot, distance);
  }

  double shareOfOneDatabase(Measurement one) {
    return 100
        * one.perSecond()
        / find(Way.ONE_DATABASE, one.isHot(), one.roundTripMillis()).perSecond();
  }

  /** The distances at which the first does more orders a second than the second. */
  List<Integer> whereMore(Predicate<Way> first, Predicate<Way> second, boolean isHot) {
    return distances().stream()
        .filter(
            distance ->
                best(first, isHot, distance).perSecond()
                    > best(second, isHot, distance).perSecond())
        .toList();
  }
}
