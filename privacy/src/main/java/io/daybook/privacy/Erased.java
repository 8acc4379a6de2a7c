package io.daybook.privacy;

import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.ErasureId;
import java.time.Instant;
import java.util.List;

/**
 * An erasure that was carried out, as the log and the register have it. It names a customer by the
 * shop's pseudonym, and has nothing else of a person.
 *
 * @param keys the ids of the keys that were deleted
 * @param by who has decided it last
 * @param position where the log says so
 * @param at when the log said so, after the keys were deleted
 */
public record Erased(
    ErasureId erasureId,
    CustomerId customerId,
    List<Long> keys,
    String by,
    long position,
    Instant at) {
  public Erased {
    keys = List.copyOf(keys);
  }
}
