package io.daybook.outside.call;

import org.jspecify.annotations.Nullable;

/** A call failed and its work was certainly not done, so it may be repeated without a key. */
public final class NotDoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotDoneException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
