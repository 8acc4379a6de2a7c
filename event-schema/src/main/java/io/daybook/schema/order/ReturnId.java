package io.daybook.schema.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.util.UUID;

/**
 * One return of goods of an order. Written as {@code return-<uuid>}, so that ids of different kinds
 * never collide.
 */
public record ReturnId(UUID value) {
  private static final String PREFIX = "return-";

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text is not {@code return-} followed by a UUID
   */
  @JsonCreator
  public static ReturnId parse(String text) {
    return new ReturnId(MalformedException.uuidAfter(PREFIX, text));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
