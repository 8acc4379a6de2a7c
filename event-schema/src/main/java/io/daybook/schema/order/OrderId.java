package io.daybook.schema.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
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
   * @throws MalformedException when the text is not {@code order-} followed by a UUID
   */
  @JsonCreator
  public static OrderId parse(String text) {
    return new OrderId(MalformedException.uuidAfter(PREFIX, text));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
