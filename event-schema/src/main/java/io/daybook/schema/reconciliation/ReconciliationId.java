package io.daybook.schema.reconciliation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * One run of the reconciliation. Written as {@code reconciliation-<uuid>}, so that ids of different
 * kinds never collide.
 */
public record ReconciliationId(UUID value) {
  private static final String PREFIX = "reconciliation-";

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when the text is not {@code reconciliation-} followed by a
   *     UUID
   */
  @JsonCreator
  public static ReconciliationId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("must start with '" + PREFIX + "': " + text);
    }
    return new ReconciliationId(UUID.fromString(text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
