package io.daybook.eventstore;

import org.axonframework.common.AxonTransientException;
import org.jspecify.annotations.Nullable;

/**
 * A stream has an event that only a newer release knows, so this one must not decide on it: it
 * would decide as if that event had not happened. Nothing was changed. It passes, because the same
 * command succeeds in a process of the newer release.
 */
public final class NewerReleaseException extends AxonTransientException {
  private static final long serialVersionUID = 1L;

  NewerReleaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
