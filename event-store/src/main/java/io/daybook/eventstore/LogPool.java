package io.daybook.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to where the primary pool's go, but not its own: few, for the log alone, so that
 * nobody who is slow or silent takes them; and none, for what may take as long as it likes.
 *
 * <p>Nothing waits for ever on a connection of the log. The server ends a transaction whose client
 * has vanished; the client ends a connection that is silent, a little later, so that an answer of
 * the server's comes first.
 */
public final class LogPool {
  /**
   * The writer, the tail and the listener; and two that others have for a moment: signs of life,
   * and questions and answers how far everybody is. So there is room while one is replaced.
   */
  private static final int CONNECTIONS = 5;

  private static final Duration TO_VALIDATE = Duration.ofSeconds(1);
  private static final Duration TO_COMMIT = Duration.ofSeconds(2);
  private static final Duration TO_ANSWER = Duration.ofSeconds(3);

  private LogPool() {}

  /**
   * A pool for the writer, the tail, the listener, and who is there.
   *
   * @param patience how long the lock of the log is waited for
   */
  static DataSource of(DataSource primary, Duration patience) {
    return of(primary, "log", CONNECTIONS, patience);
  }

  /**
   * A pool for somebody else who is asked in the middle of others' transactions, and must not wait
   * for their connections.
   *
   * @param most so many connections
   * @param patience how long a statement may take
   */
  public static DataSource of(DataSource primary, String name, int most, Duration patience) {
    var pool = hikari(primary);
    if (pool == null || pool.getJdbcUrl() == null) {
      return primary;
    }
    var config = new HikariConfig();
    config.setPoolName(pool.getPoolName() + "-" + name);
    config.setDataSource(PrimaryConnections.of(pool, properties(pool, patience.plus(TO_ANSWER))));
    var limits = limits(patience.plus(TO_COMMIT));
    var own = pool.getConnectionInitSql();
    config.setConnectionInitSql(own == null ? limits : own + ";\n" + limits);
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(Math.min(2, most));
    config.setValidationTimeout(TO_VALIDATE.toMillis());
    config.setConnectionTimeout(Math.max(patience.toMillis(), 2 * TO_VALIDATE.toMillis()));
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }

  /**
   * Connections that are opened when they are asked for, wait as long as it takes, and are closed
   * afterwards: for migrations.
   */
  static DataSource unpooled(DataSource primary) {
    var pool = hikari(primary);
    if (pool == null || pool.getJdbcUrl() == null) {
      return primary;
    }
    var properties = properties(pool);
    properties.remove("socketTimeout");
    return PrimaryConnections.of(pool, properties);
  }

  /** As those of the application, but for the detail of an error: it quotes rows. */
  private static Properties properties(HikariDataSource pool) {
    var properties = new Properties();
    properties.putAll(pool.getDataSourceProperties());
    properties.putIfAbsent("logServerErrorDetail", "false");
    return properties;
  }

  private static Properties properties(HikariDataSource pool, Duration toAnswer) {
    var properties = properties(pool);
    properties.setProperty("socketTimeout", Long.toString(toAnswer.plusMillis(999).toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.putIfAbsent("connectTimeout", "5");
    return properties;
  }

  /** {@code transaction_timeout} ends before a commit begins, so it never hits one. */
  private static String limits(Duration transaction) {
    return """
        set transaction_timeout = %1$d; set idle_in_transaction_session_timeout = %1$d;
        set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;
        set tcp_user_timeout = 25000
        """
        .formatted(transaction.toMillis());
  }

  static @Nullable HikariDataSource hikari(DataSource primary) {
    try {
      return primary.isWrapperFor(HikariDataSource.class)
          ? primary.unwrap(HikariDataSource.class)
          : null;
    } catch (SQLException none) {
      return null;
    }
  }
}
