package io.daybook.eventstore;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Reads from an SQLSTATE (PostgreSQL documentation, appendix A) what a failed append means. */
final class AppendFailure {
  /**
   * Classes of answers that another attempt would get again: data exception, constraint violation,
   * syntax error or missing privilege, limit exceeded.
   */
  private static final Set<String> FINAL = Set.of("22", "23", "42", "54");

  /**
   * Classes of answers that another attempt may not get: invalid transaction state (such as read
   * only, or timed out), rolled back, out of resources, not in the state for it (such as a lock
   * that is not let go).
   */
  private static final Set<String> PASSING = Set.of("25", "40", "53", "55");

  private AppendFailure() {}

  /** Whether PostgreSQL has looked at the statement and said no for good. */
  static boolean isFinal(Throwable failure) {
    return FINAL.contains(classOf(failure));
  }

  /**
   * Whether the attempt certainly left nothing behind. A connection that breaks, or a server that
   * ends, may have committed before.
   */
  static boolean isWithoutTrace(Throwable failure) {
    return failure instanceof CannotGetJdbcConnectionException
        || isFinal(failure)
        || PASSING.contains(classOf(failure));
  }

  private static String classOf(Throwable failure) {
    var state = stateOf(failure);
    return state == null || state.length() != 5 ? "" : state.substring(0, 2);
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
