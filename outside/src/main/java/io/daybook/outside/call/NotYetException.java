package io.daybook.outside.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The other side is working on it: no failure, and asked again until it has an answer. */
public final class NotYetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration pause;

  public NotYetException(String message) {
    this(message, null);
  }

  /**
   * @param pause how long to wait before asking again, or null for the usual pauses
   */
  public NotYetException(String message, @Nullable Duration pause) {
    super(message);
    this.pause = pause;
  }

  @Nullable Duration pause() {
    return pause;
  }
}
