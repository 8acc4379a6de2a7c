package io.daybook.lab.history;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds for each of some operations the highest write that was acknowledged before it began. */
final class Sweep {
  private Sweep() {}

  /** The position of an acknowledged write. */
  static long position(Operation write) {
    return write.answer() instanceof Answer.Written written ? written.position() : -1;
  }

  /**
   * Goes through time once.
   *
   * @param found is told an operation and the highest of those before; null where there is none
   */
  static void over(
      List<Operation> acknowledged,
      List<Operation> operations,
      BiConsumer<Operation, @Nullable Operation> found) {
    var byEnd =
        new ArrayDeque<>(
            acknowledged.stream().sorted(Comparator.comparingLong(Operation::end)).toList());
    Operation highest = null;
    for (var operation :
        operations.stream().sorted(Comparator.comparingLong(Operation::begin)).toList()) {
      while (!byEnd.isEmpty() && byEnd.getFirst().precedes(operation)) {
        var ended = byEnd.removeFirst();
        if (highest == null || position(ended) > position(highest)) {
          highest = ended;
        }
      }
      found.accept(operation, highest);
    }
  }
}
