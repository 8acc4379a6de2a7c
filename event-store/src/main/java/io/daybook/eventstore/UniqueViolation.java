package io.daybook.eventstore;

import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Recognizes a version conflict in what PostgreSQL throws. Axon's own resolver looks for an
 * exception class that the PostgreSQL driver never uses, so conflicts would pass as failures of the
 * database.
 */
final class UniqueViolation implements PersistenceExceptionResolver {
  /** SQLSTATE unique_violation, PostgreSQL documentation, appendix A. */
  private static final String SQL_STATE = "23505";

  @Override
  public boolean isDuplicateKeyViolation(Exception exception) {
    return isIn(exception);
  }

  static void rethrowAsConflict(Exception failure, EventMessage<?> event) {
    if (isIn(failure)) {
      throw new ConcurrencyException(
          "Another command has appended to the stream of event " + event.getIdentifier(), failure);
    }
  }

  private static boolean isIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && SQL_STATE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
