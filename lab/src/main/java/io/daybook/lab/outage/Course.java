package io.daybook.lab.outage;

import java.util.ArrayList;
import java.util.List;

/**
 * What went on while the provider was away, and after it.
 *
 * @param ticks in their order, from when orders begin to come
 * @param placed how many orders were placed
 * @param parked how many calls were parked at the end
 */
record Course(Protection without, Times times, List<Tick> ticks, int placed, int parked) {

  /**
   * One look.
   *
   * @param calls at the provider until then
   * @param confirmed orders until then
   * @param cancelled orders until then
   */
  record Tick(double second, int calls, int confirmed, int cancelled) {}

  Course {
    ticks = List.copyOf(ticks);
  }

  Tick last() {
    return ticks.getLast();
  }

  /** How many orders have neither been confirmed nor cancelled at the end. */
  int stuck() {
    return placed - last().confirmed() - last().cancelled();
  }

  int callsWhileAway() {
    return at(times.back()).calls() - at(times.before()).calls();
  }

  /** In the first second in which the provider is there again. */
  int callsInFirstSecond() {
    return at(times.back() + 1).calls() - at(times.back()).calls();
  }

  /** In that second after the provider is back in which there are most. */
  int mostCallsInASecond() {
    return ticks.stream()
        .filter(tick -> tick.second() >= times.back())
        .mapToInt(tick -> at(tick.second() + 1).calls() - tick.calls())
        .max()
        .orElse(0);
  }

  /** From when the provider is back until all orders have ended; negative if they have not. */
  double doneAfter() {
    return ticks.stream()
        .filter(tick -> tick.confirmed() + tick.cancelled() == placed)
        .mapToDouble(tick -> tick.second() - times.back())
        .filter(seconds -> seconds >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** The last look that is not later, or the first of all. */
  Tick at(double second) {
    var found = ticks.getFirst();
    for (var tick : ticks) {
      if (tick.second() <= second) {
        found = tick;
      }
    }
    return found;
  }

  List<Double> confirmed(List<Double> seconds) {
    return seconds.stream().map(second -> (double) at(second).confirmed()).toList();
  }

  /** Calls in the second that ends at each of these. */
  List<Double> callsPerSecond(List<Double> seconds) {
    var rates = new ArrayList<Double>();
    for (var second : seconds) {
      rates.add((double) at(second).calls() - at(second - 1).calls());
    }
    return rates;
  }
}
