package io.daybook.projection.deadletter;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.axonframework.common.AxonTransientException;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** What a failure says about the event that it happened to. */
public final class EventFailures {
  private static final int LONGEST = 4_000;

  /**
   * Classes of SQLState that blame the database and not the event: connections, invalid and failed
   * transactions (a standby refuses to write with 25006), rollbacks, resources, operators who
   * intervene, and the system.
   */
  private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "57", "58");

  private EventFailures() {}

  /** Whether the same event may well succeed a little later, here or in another process. */
  public static boolean passes(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isPassing(cause)) {
        return true;
      }
    }
    return false;
  }

  /** A failure for people to read. */
  public static String inWords(Throwable failure) {
    var kept = kept(failure);
    return kept.type() + ": " + kept.message();
  }

  /** A failure as a letter keeps it: PostgreSQL has no NUL in text, and nobody reads megabytes. */
  static ThrowableCause kept(Throwable failure) {
    return kept(failure.getClass().getName(), failure.getMessage());
  }

  static ThrowableCause kept(String type, @Nullable String message) {
    var text = message == null ? "" : message.replace('\0', ' ');
    return new ThrowableCause(type, text.substring(0, Math.min(text.length(), LONGEST)));
  }

  private static boolean isPassing(Throwable cause) {
    return switch (cause) {
      case AxonTransientException _,
          TransientDataAccessException _,
          RecoverableDataAccessException _,
          DataAccessResourceFailureException _,
          TransactionException _,
          SQLTransientException _,
          SQLRecoverableException _,
          // The event is of a newer release than this process, which another may have already.
          SerializationException _,
          InterruptedException _ ->
          true;
      case SQLException sql when sql.getSQLState() != null && sql.getSQLState().length() == 5 ->
          PASSING.contains(sql.getSQLState().substring(0, 2));
      default -> false;
    };
  }
}
