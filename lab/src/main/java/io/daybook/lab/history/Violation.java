package io.daybook.lab.history;

import java.util.Comparator;
import java.util.List;

/**
 * A history that is not as promised.
 *
 * @param why in words
 * @param operations those that show it
 */
record Violation(Rule rule, String why, List<Operation> operations) {

  /** The operations are never changed. */
  Violation {
    operations = List.copyOf(operations);
  }

  /** What has happened, in the order in which it began. */
  List<String> schedule() {
    var since = operations.stream().mapToLong(Operation::begin).min().orElse(0);
    return operations.stream()
        .sorted(Comparator.comparingLong(Operation::begin))
        .map(operation -> operation.told(since))
        .toList();
  }
}
