package io.daybook.schema.privacy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.util.UUID;

/**
 * One erasure of a customer. Written as {@code erasure-<uuid>}, so that ids of different kinds
 * never collide.
 */
public record ErasureId(UUID value) {
  private static final String PREFIX = "erasure-";

  /** An erasure of its own. */
  public static ErasureId random() {
    return new ErasureId(UUID.randomUUID());
  }

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text is not {@code erasure-} followed by a UUID
   */
  @JsonCreator
  public static ErasureId parse(String text) {
    return new ErasureId(MalformedException.uuidAfter(PREFIX, text));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
