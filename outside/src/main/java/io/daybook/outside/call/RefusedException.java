package io.daybook.outside.call;

import io.daybook.schema.Command;
import org.jspecify.annotations.Nullable;

/**
 * The other side refuses this very work for good, and only a person can find another way. It is no
 * failure of the other side: the refusal is recorded, and the call parked at once. When it is
 * resumed, it is made under a fresh key.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient @Nullable Command outcome;

  /** A refusal that no command records. */
  public RefusedException(String reason) {
    this(reason, null);
  }

  /**
   * @param outcome the command that records the refusal, or null when none does
   */
  public RefusedException(String reason, @Nullable Command outcome) {
    super(reason);
    this.reason = reason;
    this.outcome = outcome;
  }

  String reason() {
    return reason;
  }

  @Nullable Command outcome() {
    return outcome;
  }
}
