package io.daybook.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Cannot be reached until it is back. */
final class Away extends DelegatingDataSource {
  private final CountDownLatch back;

  Away(LogForTests log, CountDownLatch back) {
    super(log.dataSource);
    this.back = back;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (back.getCount() > 0) {
      throw new SQLException("connection refused", "08001");
    }
    return super.getConnection();
  }
}
