package io.daybook.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Opens connections to whichever of the servers of a URL is the primary now, and to no former one
 * ({@link Servers}). The driver's own choice among hosts is not enough: a former primary that is
 * cut off still calls itself one, and one that hangs in the middle of a login uses up the time in
 * which the next host would answer. Here all are asked before one is trusted for the first time;
 * then the one that was the primary last is asked first, none has longer than {@code
 * connectTimeout}, and all are asked again until the time for a login is over.
 */
final class PrimaryConnections extends AbstractDataSource {
  private static final Logger log = LoggerFactory.getLogger(PrimaryConnections.class);

  private static final String SOCKET_TIMEOUT = "socketTimeout";
  private static final String CONNECT_TIMEOUT = "connectTimeout";
  private static final int TO_CONNECT = 10;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Servers servers;
  private final Properties properties;
  private volatile int loginTimeout;

  private PrimaryConnections(Servers servers, Properties properties) {
    this.servers = servers;
    this.properties = properties;
  }

  /**
   * Where the URL of a pool says, with its user and settings.
   *
   * @param properties of the driver
   */
  static PrimaryConnections of(HikariDataSource pool, Properties properties) {
    var all = new Properties();
    all.putAll(properties);
    putIfThere(all, "user", pool.getUsername());
    putIfThere(all, "password", pool.getPassword());
    return new PrimaryConnections(Servers.of(pool.getJdbcUrl()), all);
  }

  /** Has a pool that is not in use yet take its connections from here. */
  static void under(HikariDataSource pool) {
    var url = pool.getJdbcUrl();
    if (url != null
        && url.startsWith("jdbc:postgresql:")
        && pool.getDataSource() == null
        && pool.getDataSourceClassName() == null
        && !pool.isRunning()) {
      pool.setDataSource(of(pool, pool.getDataSourceProperties()));
    }
  }

  private static void putIfThere(Properties all, String name, @Nullable String value) {
    if (value != null) {
      all.setProperty(name, value);
    }
  }

  /** In seconds: so long all servers together may take to log somebody in; set by the pool. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    var others = new Properties();
    others.putAll(properties);
    others.setProperty("user", user);
    putIfThere(others, "password", password);
    return open(others);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return open(properties);
  }

  Servers servers() {
    return servers;
  }

  private Connection open(Properties settings) throws SQLException {
    if (servers.areMetFirst()) {
      servers.urls().forEach(url -> meet(url, settings));
    }
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(loginTimeout);
    while (true) {
      SQLException none = null;
      for (var url : servers.urls()) {
        try {
          return admitted(url, settings);
        } catch (SQLException failure) {
          log.debug("No primary answers at {}", Servers.withoutSettings(url), failure);
          if (none == null) {
            none = failure;
          } else {
            none.addSuppressed(failure);
          }
        }
      }
      if (!servers.areSeveral() || System.nanoTime() + PAUSE.toNanos() > end || !pause()) {
        throw none == null ? new SQLException("The URL names no server", "08001") : none;
      }
    }
  }

  private void meet(String url, Properties settings) {
    try (var connection = login(url, settings)) {
      servers.hear(url, Timeline.of(connection));
    } catch (SQLException away) {
      log.debug("Nobody answers at {}", Servers.withoutSettings(url), away);
    }
  }

  private Connection admitted(String url, Properties settings) throws SQLException {
    var connection = login(url, settings);
    try {
      var timeline = Timeline.of(connection);
      if (timeline == null) {
        throw new SQLException("It is a standby, and not the primary", "08004");
      }
      servers.admit(url, connection, timeline);
      restoreTimeout(connection, settings);
      return connection;
    } catch (SQLException | RuntimeException refused) {
      try (connection) {
        throw refused;
      }
    }
  }

  /** A connection to one of the servers, whatever it is; the caller closes it. */
  Connection login(String url) throws SQLException {
    return login(url, properties);
  }

  /** Among several, a server that accepts a connection and then says nothing is given up early. */
  private Connection login(String url, Properties settings) throws SQLException {
    var bounded = new Properties();
    bounded.putAll(settings);
    if (servers.areSeveral()) {
      bounded.remove("targetServerType");
      bounded.setProperty(SOCKET_TIMEOUT, Integer.toString(seconds(settings, CONNECT_TIMEOUT)));
    } else if (loginTimeout > 0) {
      bounded.putIfAbsent("loginTimeout", Integer.toString(loginTimeout));
    }
    return DriverManager.getConnection(url, bounded);
  }

  private void restoreTimeout(Connection connection, Properties settings) throws SQLException {
    if (servers.areSeveral()) {
      var millis = TimeUnit.SECONDS.toMillis(seconds(settings, SOCKET_TIMEOUT));
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(millis));
    }
  }

  /** What the driver takes for it when nothing is said. */
  private static int seconds(Properties settings, String name) {
    var otherwise = name.equals(CONNECT_TIMEOUT) ? TO_CONNECT : 0;
    return Integer.parseInt(settings.getProperty(name, Integer.toString(otherwise)));
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
