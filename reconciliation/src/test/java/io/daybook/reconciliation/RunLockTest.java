package io.daybook.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** What becomes of the connection of a lock. */
class RunLockTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void a_connection_that_may_still_hold_the_lock_is_not_given_to_anybody_else() {
    var lock = RunLock.tryAcquire(new Broken(1)).orElseThrow();
    lock.close();
    assertThat(asked).containsExactly("createStatement", "createStatement", "abort", "close");
  }

  @Test
  void a_connection_that_cannot_be_asked_is_given_back() {
    assertThatThrownBy(() -> RunLock.tryAcquire(new Broken(0)))
        .isInstanceOf(CannotGetJdbcConnectionException.class);
    assertThat(asked).containsExactly("createStatement", "close");
  }

  /** Answers yes so many times, and then nothing. */
  private final class Broken extends AbstractDataSource {
    private int answers;

    Broken(int answers) {
      this.answers = answers;
    }

    @Override
    public Connection getConnection() {
      return proxy(
          Connection.class,
          method -> {
            asked.add(method);
            if (method.equals("createStatement") && answers-- == 0) {
              throw new SQLException("The database is shutting down", "57P01");
            }
            return method.equals("createStatement") ? proxy(Statement.class, _ -> yes()) : null;
          });
    }

    private static ResultSet yes() {
      return proxy(ResultSet.class, method -> !method.equals("close"));
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
      return type.cast(
          Proxy.newProxyInstance(
              Broken.class.getClassLoader(),
              new Class<?>[] {type},
              (_, method, _) -> {
                var answer = answers.to(method.getName());
                return method.getReturnType() == void.class ? null : answer;
              }));
    }

    private interface Answers {
      Object to(String method) throws SQLException;
    }

    @Override
    public Connection getConnection(String user, String password) {
      return getConnection();
    }
  }
}
