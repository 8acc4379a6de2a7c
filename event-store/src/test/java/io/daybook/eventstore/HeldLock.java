package io.daybook.eventstore;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;

/** The lock of the log, held as another process would that is about to commit. */
final class HeldLock implements AutoCloseable {
  private final Connection connection;

  HeldLock(LogForTests log) {
    try {
      connection = log.dataSource.getConnection();
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(4782190665214038)");
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Returns when an append stands in PostgreSQL and waits for the lock. */
  void awaitAppend() {
    await()
        .until(
            () -> {
              try (var statement = connection.createStatement();
                  var waits =
                      statement.executeQuery(
                          """
                          select 1 from pg_locks
                          where locktype = 'advisory' and not granted
                            and database = (select oid from pg_database
                                            where datname = current_database())
                          """)) {
                return waits.next();
              }
            });
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
