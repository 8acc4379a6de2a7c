package io.daybook.outside.call;

import org.jspecify.annotations.Nullable;

/**
 * The other side has answered with an error that it may repeat as long as it knows the key: the
 * work may be done or not, and the next attempt has to ask for it.
 */
public final class KeySpentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeySpentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
