package io.daybook.schema.reconciliation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One kind of difference at one entry of the books, and the name of its stream. Written as {@code
 * discrepancy-<uuid>}, so that ids of different kinds never collide.
 */
public record DiscrepancyId(UUID value) {
  private static final String PREFIX = "discrepancy-";

  /** The same difference always has the same id, whichever run finds it. */
  public static DiscrepancyId of(DiscrepancyKind kind, String subject) {
    var name = (kind + "/" + subject).getBytes(StandardCharsets.UTF_8);
    return new DiscrepancyId(UUID.nameUUIDFromBytes(name));
  }

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text is not {@code discrepancy-} followed by a UUID
   */
  @JsonCreator
  public static DiscrepancyId parse(String text) {
    return new DiscrepancyId(MalformedException.uuidAfter(PREFIX, text));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + value;
  }
}
