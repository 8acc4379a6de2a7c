package io.daybook.lab.dualwrite;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * The books of both sides, compared.
 *
 * @param orders in the database
 * @param lost in the database, and the broker never heard of them
 * @param ghosts the broker has them, and they are not in the database
 * @param doubled messages that came again
 */
record Count(long orders, long lost, long ghosts, long doubled) {

  static Count of(Collection<String> database, List<String> topic) {
    var there = new HashSet<>(database);
    var told = new HashSet<>(topic);
    return new Count(
        there.size(),
        there.stream().filter(one -> !told.contains(one)).count(),
        told.stream().filter(one -> !there.contains(one)).count(),
        topic.size() - told.size());
  }

  Count plus(Count other) {
    return new Count(
        orders + other.orders, lost + other.lost, ghosts + other.ghosts, doubled + other.doubled);
  }

  Count minus(Count other) {
    return new Count(
        orders - other.orders, lost - other.lost, ghosts - other.ghosts, doubled - other.doubled);
  }

  /** Whether both sides know the same orders. */
  boolean isEven() {
    return lost == 0 && ghosts == 0;
  }

  /** What has become of a single order. */
  String verdict() {
    if (lost > 0) {
      return "LOST: there, and nobody is told";
    }
    if (ghosts > 0) {
      return "GHOST: told, and not there";
    }
    if (orders == 0) {
      return "not there, and nobody is told";
    }
    return doubled > 0 ? "there, and told twice" : "there, and told once";
  }
}
