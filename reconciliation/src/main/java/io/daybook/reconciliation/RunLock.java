package io.daybook.reconciliation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Lets one run through at a time, of all processes on the database. PostgreSQL frees it when the
 * connection ends, so a killed process leaves no lock behind.
 */
final class RunLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunLock.class);

  /** Any number that nobody else uses: "daybkrec" in ASCII. */
  private static final long KEY = 0x6461_7962_6b72_6563L;

  private static final int CHECK_SECONDS = 10;

  private final Connection connection;

  private RunLock(Connection connection) {
    this.connection = connection;
  }

  /** Takes the lock unless another run has it. */
  static Optional<RunLock> tryAcquire(DataSource dataSource) {
    try {
      var connection = dataSource.getConnection();
      var taken = false;
      try {
        taken = ask(connection, "select pg_try_advisory_lock(" + KEY + ")");
        return taken ? Optional.of(new RunLock(connection)) : Optional.empty();
      } finally {
        if (!taken) {
          connection.close();
        }
      }
    } catch (SQLException failure) {
      throw new CannotGetJdbcConnectionException("The lock cannot be asked for", failure);
    }
  }

  /**
   * Makes sure that the lock is still there.
   *
   * @throws IllegalStateException when its connection was lost, and the lock with it
   */
  void check() {
    try {
      if (!connection.isValid(CHECK_SECONDS)) {
        throw new IllegalStateException("The lock of this run is lost; another one may have begun");
      }
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible); // only for a negative number of seconds
    }
  }

  @Override
  public void close() {
    try (connection) {
      unlock();
    } catch (SQLException failure) {
      log.warn("The connection with the lock of a reconciliation is broken", failure);
    }
  }

  /** A pool would keep a connection that did not unlock, and the connection would keep the lock. */
  private void unlock() throws SQLException {
    try {
      if (!ask(connection, "select pg_advisory_unlock(" + KEY + ")")) {
        log.warn("The lock of a reconciliation was lost before its end");
      }
    } catch (SQLException failure) {
      connection.abort(Runnable::run);
      throw failure;
    }
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery(sql)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
