package io.daybook.schema.operation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.util.UUID;

/**
 * One act of somebody who runs the shop, and the name of its stream, which has one event. Written
 * as {@code act-<uuid>}, so that ids of different kinds never collide.
 */
public record ActId(UUID value) {
  private static final String PREFIX = "act-";

  /** An act of its own. */
  public static ActId random() {
    return new ActId(UUID.randomUUID());
  }

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text is not {@code act-} followed by a UUID
   */
  @JsonCreator
  public static ActId parse(String text) {
    return new ActId(MalformedException.uuidAfter(PREFIX, text));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
