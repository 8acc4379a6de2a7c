package io.daybook.saga.fulfilment;

/**
 * What a fulfilment waits for. The upper half goes forward, the lower half undoes, in reverse
 * order.
 */
public enum Stage {
  AUTHORIZING,
  RESERVING,
  BOOKING,
  CAPTURING,
  CONFIRMING,
  STARTING_PICKING,
  /** Waits for the warehouse, as long as it takes. */
  PICKING,
  /** Waits for the carrier, as long as it takes. */
  DELIVERING,
  STOPPING_PICKING,
  REFUNDING,
  CANCELLING_BOOKING,
  RELEASING,
  VOIDING,
  CANCELLING_ORDER,
  ENDED;

  /** Whether a deadline applies; picking and delivery take the time that people take. */
  boolean isTimed() {
    return this != PICKING && this != DELIVERING && this != ENDED;
  }
}
