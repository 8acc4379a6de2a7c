package io.daybook.app.outside;

/** Two settings cannot both be meant. */
final class ContradictionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String action;

  ContradictionException(String problem, String action) {
    super(problem);
    this.action = action;
  }

  /** What the operator can do. */
  String action() {
    return action;
  }
}
