package io.daybook.saga.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What becomes of the connection of a lock. */
class RunLockTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void a_connection_that_cannot_be_asked_is_given_back() {
    assertThatThrownBy(() -> RunLock.tryAcquire(new Broken()))
        .isInstanceOf(CannotGetJdbcConnectionException.class);
    assertThat(asked).containsExactly("createStatement", "close");
  }

  private final class Broken extends AbstractDataSource {
    @Override
    public Connection getConnection() {
      return (Connection)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {Connection.class},
              (_, method, _) -> {
                asked.add(method.getName());
                if (method.getName().equals("createStatement")) {
                  throw new SQLException("The database is shutting down", "57P01");
                }
                return null;
              });
    }

    @Override
    public Connection getConnection(String user, String password) {
      return getConnection();
    }
  }
}
