package io.daybook.outside;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Marks a call to the outside: however often it is repeated, its work is done once. */
public record IdempotencyKey(UUID value) {

  /** The key follows from the aggregate and the step, so a crash cannot lose it. */
  public static IdempotencyKey of(Object aggregateId, String step) {
    var name = (aggregateId + "/" + step).getBytes(StandardCharsets.UTF_8);
    return new IdempotencyKey(UUID.nameUUIDFromBytes(name));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
