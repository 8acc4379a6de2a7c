package io.daybook.schema.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * An order, and the name of its stream. Written as {@code order-<uuid>}, so that ids of different
 * kinds never collide.
 */
public record OrderId(UUID value) {
  private static final String PREFIX = "order-";

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when the text is not {@code order-} followed by a UUID
   */
  @JsonCreator
  public static OrderId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("must start with '" + PREFIX + "': " + text);
    }
    return new OrderId(UUID.fromString(text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
