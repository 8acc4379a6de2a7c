package io.daybook.eventstore.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL 18 per JVM, in a container where Docker answers and embedded where not, and a
 * database of its own for whoever asks, so that no test sees another's data.
 */
public final class PostgresForTests {
  /** The pool takes no shorter one. */
  private static final long SHORTEST_IDLE_MILLIS = 10_000;

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final Set<Closeable> USERS = ConcurrentHashMap.newKeySet();

  private PostgresForTests() {}

  /** Where a database is. */
  public record Database(String url, String user, String password) {}

  private static final class Holder {
    static final Database SERVER = start();
  }

  /** Has something that uses a database closed before PostgreSQL is, when the JVM ends. */
  public static void closeFirst(Closeable user) {
    USERS.add(user);
  }

  /** An empty database. */
  public static Database newDatabase() {
    var server = Holder.SERVER;
    var name = "test_" + DATABASES.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(server.url(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return new Database(
        server.url().replaceFirst("/[^/?]+(\\?.*)?$", "/" + name),
        server.user(),
        server.password());
  }

  /** Connections that are used again: a new one for each statement costs most of a test's time. */
  public static DataSource connectionsTo(Database database) {
    var settings = new HikariConfig();
    settings.setJdbcUrl(database.url());
    settings.setUsername(database.user());
    settings.setPassword(database.password());
    settings.setMinimumIdle(0);
    settings.setIdleTimeout(SHORTEST_IDLE_MILLIS);
    var pool = new HikariDataSource(settings);
    closeFirst(pool);
    return pool;
  }

  @SuppressWarnings("resource") // lives as long as the JVM
  private static Database start() {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      var container =
          new PostgreSQLContainer("postgres:18")
              .withCommand("postgres", "-c", "max_connections=300");
      container.start();
      return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }
    try {
      var embedded =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "300")
              .setRegisterShutdownHook(false) // it would run beside that of the users
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(embedded)));
      return new Database(embedded.getJdbcUrl("postgres", "postgres"), "postgres", "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void close(EmbeddedPostgres embedded) {
    try (embedded) {
      for (var user : USERS) {
        user.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
