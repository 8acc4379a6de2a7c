package io.daybook.projection.deadletter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** A savepoint of the transaction that this thread is in. */
record TransactionMark(DataSource dataSource, Connection connection, Savepoint savepoint)
    implements AutoCloseable {

  static TransactionMark set(DataSource dataSource) throws SQLException {
    var connection = DataSourceUtils.getConnection(dataSource);
    try {
      return new TransactionMark(dataSource, connection, connection.setSavepoint());
    } catch (SQLException failure) {
      DataSourceUtils.releaseConnection(connection, dataSource);
      throw failure;
    }
  }

  /** Undoes what came after it, also a failure. */
  void rollBack() {
    try {
      connection.rollback(savepoint);
    } catch (SQLException failure) {
      throw new EventComesAgainException(failure);
    }
  }

  /** Keeps what came after it. */
  void release() throws SQLException {
    connection.releaseSavepoint(savepoint);
  }

  @Override
  public void close() {
    DataSourceUtils.releaseConnection(connection, dataSource);
  }
}
