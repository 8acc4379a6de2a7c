package io.daybook.relay.inbox;

import io.daybook.schema.Command;

/**
 * A message as it came.
 *
 * @param key what is kept in order; empty when it has none
 * @param body the value of the record, which is text
 */
record Heard(Place place, String key, String body) {

  /** PostgreSQL has no NUL in text, and neither has JSON. */
  Heard {
    key = key.replace('\0', ' ');
    body = body.replace('\0', ' ');
  }

  /** Where it is in a topic; there is one message at a place, for ever. */
  record Place(String topic, int partition, long offset) {
    /** As operators name it, such as {@code warehouse.goods-received-2-1041}. */
    @Override
    public String toString() {
      return topic + "-" + partition + "-" + offset;
    }
  }

  /** What is kept in order: one key of one topic. */
  record Line(String topic, String key) {}

  /** In which line it stands. Who has no key stands alone. */
  Line line() {
    return new Line(place.topic(), key.isEmpty() ? place.toString() : key);
  }

  /** What it says, as far as it can be read. */
  sealed interface Meaning {
    /** The id of the message; empty when it has none that can be read. */
    String eventId();
  }

  /**
   * It asks for something.
   *
   * @param orderId which it is about; empty when it is about none
   * @param correlation what started it all; its own id when it does not say
   * @param causation which event of our log it answers; empty when it does not say
   */
  record Wish(String eventId, String orderId, String correlation, String causation, Command command)
      implements Meaning {}

  /** It cannot be understood. */
  record Riddle(String eventId, String why) implements Meaning {}
}
