package io.daybook.query;

/** Why a subscription cannot begin, or does not go on. */
public final class SubscriptionEnded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * An end with a reason.
   *
   * @param code what programs can rely on
   */
  public SubscriptionEnded(String code, String message) {
    super(message);
    this.code = code;
  }

  /** What programs can rely on. */
  public String code() {
    return code;
  }
}
