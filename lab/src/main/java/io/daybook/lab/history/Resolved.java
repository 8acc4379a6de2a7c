package io.daybook.lab.history;

import java.util.List;
import java.util.Optional;

/**
 * A history in which each acknowledged write has the position of its own event. What the answer
 * tells is the end of the append with that event: where commands of one stream were carried out
 * together, the event of another may be there.
 *
 * @param beyond how many answers told a position after that of their event
 */
record Resolved(List<Operation> history, int beyond) {

  static Resolved of(List<Operation> history, Log log) {
    var own = history.stream().map(one -> resolved(one, log)).toList();
    int beyond = 0;
    for (int i = 0; i < own.size(); i++) {
      beyond += Sweep.position(history.get(i)) > Sweep.position(own.get(i)) ? 1 : 0;
    }
    return new Resolved(own, beyond);
  }

  private static Operation resolved(Operation one, Log log) {
    return entry(one, log)
        .map(
            entry ->
                new Operation(
                    one.client(),
                    one.node(),
                    one.asked(),
                    one.begin(),
                    one.end(),
                    new Answer.Written(entry.position(), entry.version())))
        .orElse(one);
  }

  /** What an acknowledged write has left in the log; empty where it is not what was answered. */
  static Optional<Log.Entry> entry(Operation one, Log log) {
    return one.asked() instanceof Asked.Write(var stream, var value)
            && one.answer() instanceof Answer.Written(_, var version)
        ? log.of(stream, version).filter(entry -> entry.value().equals(value))
        : Optional.empty();
  }
}
