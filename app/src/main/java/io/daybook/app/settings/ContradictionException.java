package io.daybook.app.settings;

/** Two settings cannot both be meant. */
public final class ContradictionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String action;

  /** Says what contradicts what, and what the operator can do. */
  public ContradictionException(String problem, String action) {
    super(problem);
    this.action = action;
  }

  /** What the operator can do. */
  String action() {
    return action;
  }
}
