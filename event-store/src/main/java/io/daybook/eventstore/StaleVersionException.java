package io.daybook.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * A command was not carried out, because its stream is not at a version that its sender has asked
 * for. It is an answer and no bug, so it has no stack trace.
 */
public final class StaleVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long version;

  /**
   * Says where the stream is.
   *
   * @param version of its last event; null or negative where there is none
   */
  public StaleVersionException(@Nullable Long version) {
    super("The stream is at another version", null, false, false);
    this.version = version == null ? -1 : version;
  }

  /** The version at which the stream is; -1 where nothing was appended to it yet. */
  public long version() {
    return version;
  }
}
