package io.daybook.schema;

/**
 * A command was understood and refused by a rule of the domain; nothing was changed. Never worth a
 * retry as it is. Whoever throws it says what it is a rejection of, so that no caller has to know
 * the rules by name. It is no bug, so it has no stack trace.
 */
public final class DomainRejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was refused. */
  public enum Kind {
    /** The request as it is: it has to be another one. */
    OF_THE_REQUEST,
    /** The request now: the same one fits another state of things. */
    OF_THE_STATE
  }

  private final Kind kind;
  private final String rule;
  private final String state;

  private DomainRejection(Kind kind, String rule, String state, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.rule = rule;
    this.state = state;
  }

  /**
   * The request breaks a rule, and would whenever it came.
   *
   * @param rule the rule's stable name in kebab-case, such as {@code quantity-in-range}
   * @param state the state of the aggregate that the rule met, such as {@code PLACED}
   * @param message one sentence for the caller
   */
  public static DomainRejection ofRequest(String rule, String state, String message) {
    return new DomainRejection(Kind.OF_THE_REQUEST, rule, state, message);
  }

  /**
   * The state of things does not allow it.
   *
   * @param rule the rule's stable name in kebab-case, such as {@code cancel-before-dispatch}
   * @param state the state of the aggregate that the rule met, such as {@code SHIPPED}
   * @param message one sentence for the caller
   */
  public static DomainRejection ofState(String rule, String state, String message) {
    return new DomainRejection(Kind.OF_THE_STATE, rule, state, message);
  }

  /** What was refused. */
  public Kind kind() {
    return kind;
  }

  /** The rule's stable name in kebab-case. */
  public String rule() {
    return rule;
  }

  /** The state that the rule met. */
  public String state() {
    return state;
  }

  /** One sentence for the caller. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** What an operator reads. The message alone is for callers, who know rule and state apart. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return "rule " + rule + " in state " + state + ": " + getMessage();
  }
}
