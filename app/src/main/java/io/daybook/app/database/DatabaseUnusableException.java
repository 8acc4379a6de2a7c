package io.daybook.app.database;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be used: its port or its data belongs to somebody else. */
final class DatabaseUnusableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String action;

  DatabaseUnusableException(String problem, String action, @Nullable Throwable cause) {
    super(problem, cause);
    this.action = action;
  }

  /** What the operator can do. */
  String action() {
    return action;
  }
}
