package io.daybook.app.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL server on a fixed port and directory. After the platform was killed its
 * server lives on: the next start finds it by its pid file and adopts it, so nothing is lost and
 * nothing is locked.
 */
final class PostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

  private static final String PLATFORM = "daybook";

  /** After a crash PostgreSQL reads again what it wrote since its last checkpoint. */
  private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

  private final int port;
  private final PostgresPassword password;
  private final Runnable stop;

  /** So that another platform sees, from the first moment on, whose the server is. */
  private final Connection sign;

  private PostgresServer(int port, PostgresPassword password, Runnable stop) throws IOException {
    this.port = port;
    this.password = password;
    this.stop = stop;
    try {
      var named = urlOf(port) + "?ApplicationName=" + PLATFORM;
      this.sign = DriverManager.getConnection(named, "postgres", password.value());
    } catch (SQLException unreachable) {
      stop.run();
      throw new IOException("PostgreSQL has started and cannot be reached", unreachable);
    }
  }

  /**
   * Starts a server, or takes over the one that a killed platform left behind.
   *
   * @throws DatabaseUnusableException when the port or the directory belongs to somebody else
   */
  static PostgresServer startOrAdopt(Path directory, int port) throws IOException {
    var data = directory.toAbsolutePath().normalize();
    var password = PostgresPassword.of(data);
    var orphan = runningIn(data);
    if (orphan.isPresent()) {
      return adopt(data, orphan.get(), password);
    }
    requireFree(port);
    Files.createDirectories(data);
    var postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(LONGEST_RECOVERY)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("listen_addresses", "localhost")
            .setServerConfig("max_connections", "300")
            .setServerConfig("shared_buffers", "256MB")
            .setConnectConfig("password", password.value())
            .start();
    try {
      password.demand(urlOf(port));
    } catch (SQLException failure) {
      postgres.close();
      throw new IOException("PostgreSQL could not be given a password", failure);
    }
    log.info("PostgreSQL runs on port {} with its data in {}", port, data);
    return new PostgresServer(port, password, () -> close(postgres));
  }

  String jdbcUrl() {
    return urlOf(port);
  }

  String password() {
    return password.value();
  }

  private static String urlOf(int port) {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  @Override
  public void close() {
    try {
      sign.close();
    } catch (SQLException gone) {
      log.debug("PostgreSQL is gone already", gone);
    }
    stop.run();
  }

  /** What the pid file says of a running server: its pid and port. */
  private record Running(ProcessHandle process, int port) {}

  /** Lines 1 and 4 of postmaster.pid are pid and port (PostgreSQL documentation, 66.1). */
  private static Optional<Running> runningIn(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(file);
    if (lines.size() < 4) {
      return Optional.empty();
    }
    var port = Integer.parseInt(lines.get(3).trim());
    return ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
        .filter(ProcessHandle::isAlive)
        .map(process -> new Running(process, port));
  }

  private static PostgresServer adopt(Path data, Running running, PostgresPassword password)
      throws IOException {
    var url = urlOf(running.port());
    try (var connection = DriverManager.getConnection(url, "postgres", password.value());
        var query = connection.createStatement();
        var others =
            query.executeQuery(
                "select count(*) from pg_stat_activity where application_name = '"
                    + PLATFORM
                    + "'")) {
      others.next();
      if (others.getInt(1) > 0) {
        throw new DatabaseUnusableException(
            "Another Daybook uses the data in " + data + ".",
            "Stop it, or set daybook.embedded-database.directory (and .port) for this one.",
            null);
      }
      password.demand(url);
      log.info("Adopted the PostgreSQL that still ran on port {}", running.port());
      return new PostgresServer(
          running.port(), password, () -> terminate(url, password, running.process()));
    } catch (SQLException unreachable) {
      throw new DatabaseUnusableException(
          data + " is locked by process " + running.process().pid() + ", which does not answer.",
          "Stop that process, or set daybook.embedded-database.directory to another directory.",
          unreachable);
    }
  }

  /**
   * PostgreSQL's fast shutdown in two steps, because Java can only send SIGTERM: that lets nobody
   * in any more and waits for clients to leave, so those that are left are shown out.
   */
  private static void terminate(String url, PostgresPassword password, ProcessHandle postgres) {
    try (var connection = DriverManager.getConnection(url, "postgres", password.value());
        var statement = connection.createStatement()) {
      postgres.destroy();
      statement.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
           where backend_type = 'client backend' and pid <> pg_backend_pid()
          """);
    } catch (SQLException alreadyGone) {
      log.debug("PostgreSQL was stopping already", alreadyGone);
    }
    postgres.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("PostgreSQL did not stop", failure);
    }
  }

  private static void requireFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.setReuseAddress(true);
    } catch (IOException taken) {
      throw new DatabaseUnusableException(
          "Port " + port + ", on which PostgreSQL should run, is taken.",
          "Stop what uses it, or set daybook.embedded-database.port to a free one.",
          taken);
    }
  }
}
