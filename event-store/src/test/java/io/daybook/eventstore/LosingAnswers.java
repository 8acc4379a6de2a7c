package io.daybook.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Breaks the connection after the statement was carried out, as a crash of the network does. */
final class LosingAnswers extends DelegatingDataSource {
  private final BooleanSupplier lose;
  private final Runnable meanwhile;

  /**
   * @param lose whether this answer is lost
   * @param meanwhile what happens between the commit and the loss
   */
  LosingAnswers(LogForTests log, BooleanSupplier lose, Runnable meanwhile) {
    super(log.dataSource);
    this.lose = lose;
    this.meanwhile = meanwhile;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var connection = super.getConnection();
    return proxy(
        Connection.class,
        connection,
        (method, result) ->
            method.equals("prepareStatement")
                ? proxy(
                    PreparedStatement.class,
                    (PreparedStatement) result,
                    (call, answer) -> {
                      if (call.equals("executeQuery") && lose.getAsBoolean()) {
                        meanwhile.run();
                        throw new SQLException("the connection broke", "08006");
                      }
                      return answer;
                    })
                : result);
  }

  private interface After {
    Object apply(String method, Object result) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T target, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return after.apply(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            }));
  }
}
