package io.daybook.eventstore;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A stretch of the log. The messages may be fewer or more than its positions, because upcasters
 * drop and split events.
 *
 * @param after the position before its first
 * @param last its last position; {@code after} when there is nothing to read
 * @param weight an estimate of what the messages hold in memory, in bytes
 */
record LogPage(long after, long last, List<TrackedEventMessage<?>> messages, long weight) {

  /** A message around a small event, its ids, times and empty metadata; measured by LogPageTest. */
  private static final int BYTES_PER_EVENT = 2_000;

  /**
   * JSON text, and beside it the objects that were read from it, which stay as long as the message.
   */
  private static final int BYTES_PER_CHARACTER = 8;

  /** Nothing to read after a position. */
  static LogPage emptyAfter(long position) {
    return new LogPage(position, position, List.of(), 0);
  }

  /** What the rows after a position say. */
  static LogPage of(long after, List<EventRow> rows, Stream<TrackedEventMessage<?>> messages) {
    return rows.isEmpty()
        ? emptyAfter(after)
        : new LogPage(
            after,
            rows.getLast().position(),
            messages.toList(),
            rows.stream().mapToLong(LogPage::weightOf).sum());
  }

  static long weightOf(EventRow row) {
    return BYTES_PER_EVENT
        + (long) BYTES_PER_CHARACTER * (row.payload().length() + row.metadata().length());
  }

  boolean isEmpty() {
    return last == after;
  }

  boolean isFull() {
    return last - after >= EventTable.PAGE;
  }

  List<TrackedEventMessage<?>> messagesAfter(long position) {
    return position <= after
        ? messages
        : messages.stream()
            .filter(m -> m.trackingToken().position().orElse(-1) > position)
            .toList();
  }
}
