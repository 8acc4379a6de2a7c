package io.daybook.schema.reconciliation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
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
   * @throws MalformedException when the text is not {@code reconciliation-} followed by a UUID
   */
  @JsonCreator
  public static ReconciliationId parse(String text) {
    return new ReconciliationId(MalformedException.uuidAfter(PREFIX, text));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
