package io.daybook.schema;

/**
 * A command was understood and refused by a rule of the domain; nothing was changed. Never worth a
 * retry as it is.
 */
public final class DomainRejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private final String state;

  /**
   * @param rule the rule's stable name in kebab-case, such as {@code cancel-before-dispatch}
   * @param state the state of the aggregate that the rule met, such as {@code SHIPPED}
   * @param message one sentence for the caller
   */
  public DomainRejection(String rule, String state, String message) {
    super(message);
    this.rule = rule;
    this.state = state;
  }

  /** The rule's stable name in kebab-case. */
  public String rule() {
    return rule;
  }

  /** The state that the rule met. */
  public String state() {
    return state;
  }
}
