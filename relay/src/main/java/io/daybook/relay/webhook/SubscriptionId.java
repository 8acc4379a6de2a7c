package io.daybook.relay.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.util.UUID;

/** One webhook subscription, written as {@code webhook-<uuid>}. */
record SubscriptionId(UUID value) implements Comparable<SubscriptionId> {
  /** How the names of the cursors of subscriptions begin. */
  static final String KIND = "webhook";

  private static final String PREFIX = "webhook-";

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text is not {@code webhook-} followed by a UUID
   */
  @JsonCreator
  static SubscriptionId parse(String text) {
    return new SubscriptionId(MalformedException.uuidAfter(PREFIX, text));
  }

  /** The subscription of a cursor. */
  static SubscriptionId ofCursor(String name) {
    return new SubscriptionId(UUID.fromString(name.substring(KIND.length() + 1)));
  }

  /** What the cursor is called that says how far it was told. */
  String cursor() {
    return KIND + "/" + value;
  }

  /** By the written form, as the table orders them. */
  @Override
  public int compareTo(SubscriptionId other) {
    return toString().compareTo(other.toString());
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
