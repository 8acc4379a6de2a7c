package io.daybook.projection.deadletter;

/** Rolls back the batch of an event that failed; the processor will come again. */
final class EventComesAgainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventComesAgainException(Throwable failure) {
    super("Rolled back, to be handled again: " + failure.getMessage(), failure);
  }
}
