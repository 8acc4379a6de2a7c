package io.daybook.eventstore;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from an SQLSTATE (PostgreSQL documentation, appendix A) what a failed statement means.
 * Axon's own resolver of conflicts looks for an exception class that the PostgreSQL driver never
 * uses, so conflicts would pass as failures of the database.
 */
final class Refusal {
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * Classes of answers that another attempt would get again: data exception, constraint violation,
   * syntax error or missing privilege, limit exceeded.
   */
  private static final Set<String> FINAL_CLASSES = Set.of("22", "23", "42", "54");

  private Refusal() {}

  static boolean isConflict(Throwable failure) {
    return UNIQUE_VIOLATION.equals(stateOf(failure));
  }

  /** Whether PostgreSQL has looked at the statement and said no, so that nothing was done. */
  static boolean isFinal(Throwable failure) {
    var state = stateOf(failure);
    return state != null && state.length() == 5 && FINAL_CLASSES.contains(state.substring(0, 2));
  }

  private static @Nullable String stateOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return null;
  }
}
