package io.daybook.outside.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The other side is working on it, or it is too early to ask it: no failure, and tried again until
 * there is an answer.
 */
public final class NotYetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration pause;
  private final boolean tooEarly;

  public NotYetException(String message) {
    this(message, null);
  }

  /**
   * @param pause how long to wait before asking again, or null for the usual pauses
   */
  public NotYetException(String message, @Nullable Duration pause) {
    this(message, pause, false);
  }

  private NotYetException(String message, @Nullable Duration pause, boolean tooEarly) {
    super(message);
    this.pause = pause;
    this.tooEarly = tooEarly;
  }

  /**
   * Nothing was asked for, because it is too early after the attempt before. So this one does not
   * count as an attempt after which the next has to wait.
   *
   * @param pause how long it is too early
   */
  public static NotYetException tooEarly(String message, Duration pause) {
    return new NotYetException(message, pause, true);
  }

  boolean isTooEarly() {
    return tooEarly;
  }

  @Nullable Duration pause() {
    return pause;
  }
}
