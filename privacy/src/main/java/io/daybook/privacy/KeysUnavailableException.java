package io.daybook.privacy;

import io.daybook.eventstore.LogUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A key cannot be had for now, which passes: whoever asked is told to ask again, processors wait,
 * and nothing counts as erased because of it.
 */
public final class KeysUnavailableException extends LogUnavailableException {
  private static final long serialVersionUID = 1L;

  KeysUnavailableException(String message, @Nullable Throwable cause) {
    super(message, true, cause);
  }
}
