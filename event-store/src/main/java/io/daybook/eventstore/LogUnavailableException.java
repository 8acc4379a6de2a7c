package io.daybook.eventstore;

import org.axonframework.common.AxonTransientException;
import org.jspecify.annotations.Nullable;

/**
 * The log did not answer in time. {@link #nothingWasAppended()} says whether the outcome is known;
 * where it is not, asking again with the same idempotency key finds out.
 */
public class LogUnavailableException extends AxonTransientException {
  private static final long serialVersionUID = 1L;

  private final boolean nothingWasAppended;

  /**
   * @param nothingWasAppended whether that is certain
   */
  public LogUnavailableException(
      String message, boolean nothingWasAppended, @Nullable Throwable cause) {
    super(message, cause);
    this.nothingWasAppended = nothingWasAppended;
  }

  /** True when the events are certainly not in the log; false when they may be. */
  public boolean nothingWasAppended() {
    return nothingWasAppended;
  }
}
