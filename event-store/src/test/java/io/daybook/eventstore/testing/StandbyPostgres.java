package io.daybook.eventstore.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * A second PostgreSQL that follows a first, which calls nothing committed that is not here as well.
 * It can be made to stand still, as a machine does that swaps or whose disk hangs.
 */
public final class StandbyPostgres implements AutoCloseable {
  private static final String NAME = "standby";

  private final PostgresProcess process;

  /**
   * Copies the data of the first into the directory, follows it, and is waited for from then on.
   */
  public StandbyPostgres(Path directory, KillablePostgres first) throws Exception {
    try (var connection = DriverManager.getConnection(first.jdbcUrl(), "postgres", "")) {
      BaseBackup.copy(connection, first.directory(), directory);
      follow(directory, first.port());
      var port = KillablePostgres.freePort();
      process = PostgresProcess.start(first.executable(), directory, port, Map.of());
      awaitStreaming(connection);
      waitForStandby(connection);
    }
  }

  /** Has the server that is started over these data follow the one at a port. */
  static void follow(Path directory, int port) throws IOException {
    Files.writeString(
        directory.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=localhost port=%d user=postgres application_name=%s'%n"
            .formatted(port, NAME));
    Files.createFile(directory.resolve("standby.signal"));
  }

  /** Has a primary call nothing committed any more that its standby has not. */
  static void waitForStandby(Connection primary) throws SQLException {
    run(primary, "alter system set synchronous_standby_names = '" + NAME + "'");
    run(primary, "select pg_reload_conf()");
  }

  /** Stops all its processes by SIGSTOP: connections stay open, nothing is answered. */
  public void standStill() throws Exception {
    process.signal("-STOP");
  }

  /** Lets it go on. */
  public void goOn() throws Exception {
    process.signal("-CONT");
  }

  @Override
  public void close() {
    process.close();
  }

  static void awaitStreaming(Connection first) {
    await().atMost(Duration.ofSeconds(30)).until(() -> isStreaming(first));
  }

  private static boolean isStreaming(Connection first) throws SQLException {
    try (var statement = first.createStatement();
        var row =
            statement.executeQuery(
                "select from pg_stat_replication where state = 'streaming' and application_name = '"
                    + NAME
                    + "'")) {
      return row.next();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
