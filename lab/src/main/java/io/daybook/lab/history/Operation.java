package io.daybook.lab.history;

/**
 * One operation as its client saw it.
 *
 * @param client by its number; it does one thing after the other
 * @param node the process that was asked
 * @param begin when it was asked, in nanoseconds; all operations by one monotonic clock
 * @param end when the answer was there
 */
record Operation(int client, int node, Asked asked, long begin, long end, Answer answer) {

  /** An operation ends after it has begun. */
  Operation {
    if (end < begin) {
      throw new IllegalArgumentException("It ends before it begins: " + begin + ", " + end);
    }
  }

  /** Whether this one was over before the other began. */
  boolean precedes(Operation other) {
    return end < other.begin;
  }

  /** For a schedule. */
  String told(long since) {
    return "%10.3f to %10.3f ms  client %d at node %d: %s -> %s"
        .formatted((begin - since) / 1e6, (end - since) / 1e6, client, node, asked, answer);
  }
}
