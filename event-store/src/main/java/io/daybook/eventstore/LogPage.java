package io.daybook.eventstore;

import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * A stretch of the log. The messages may be fewer or more than its positions, because upcasters
 * drop and split events.
 *
 * @param after the position before its first
 * @param last its last position; {@code after} when there is nothing to read
 * @param weight length of the payloads, in characters
 */
record LogPage(long after, long last, List<TrackedEventMessage<?>> messages, long weight) {

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
