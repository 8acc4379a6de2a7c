package io.daybook.lab.clocks;

import java.util.List;

/**
 * One event of a recorded history.
 *
 * @param position in the log
 * @param node the process that decided it
 * @param wallMillis when that was by the clock of that process
 * @param causes positions of the events that it was decided upon, all of them lower
 */
record Event(long position, int node, long wallMillis, List<Long> causes) {

  /** An effect is appended after its cause: else what is called a cause was none. */
  Event {
    causes = List.copyOf(causes);
    for (var cause : causes) {
      if (cause >= position) {
        throw new IllegalArgumentException(cause + " cannot be a cause of " + position);
      }
    }
  }
}
