package io.daybook.privacy.erasure;

import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.ErasureId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and what became of it: the receipt.
 *
 * @param dueAt when the key is deleted; null before it is certain that it shall be
 * @param refusal why it was not done
 * @param orders so many orders of the customer were placed
 * @param ordersInClear so many of them are older than sealing: what the log says of them stays
 *     readable
 * @param keys so many keys were deleted
 * @param position where the log says so
 */
record Erasure(
    ErasureId id,
    CustomerId customerId,
    State state,
    String askedBy,
    Instant askedAt,
    @Nullable String confirmedBy,
    @Nullable Instant dueAt,
    @Nullable Instant endedAt,
    @Nullable String refusal,
    int orders,
    int ordersInClear,
    int keys,
    @Nullable Long position) {

  enum State {
    /** Somebody else has to confirm it. */
    ASKED,
    /** Nothing new is sealed under the key, and it is about to be deleted. */
    CLOSING,
    /** It is decided; the key is being deleted. */
    DELETED,
    /** The key is gone, and the log says so. */
    DONE,
    /** It was not done; the customer may ask again. */
    REFUSED
  }

  /**
   * An erasure that is due, with its keys.
   *
   * @param logHead a version of the stream of erasures at which this one was not in it
   */
  record Due(
      ErasureId id, CustomerId customer, State state, String actor, List<Long> keys, long logHead) {
    Due {
      keys = List.copyOf(keys);
    }
  }
}
