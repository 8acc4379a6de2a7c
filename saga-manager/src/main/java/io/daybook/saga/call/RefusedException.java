package io.daybook.saga.call;

/**
 * The other side has refused this work for good, and only a person can find another way. It is no
 * failure of the other side: the refusal is recorded, and the call parked at once. When it is
 * resumed, it is made under a fresh key.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final transient Object outcome;

  /**
   * @param outcome the command that records the refusal
   */
  public RefusedException(String reason, Object outcome) {
    super(reason);
    this.reason = reason;
    this.outcome = outcome;
  }

  String reason() {
    return reason;
  }

  Object outcome() {
    return outcome;
  }
}
