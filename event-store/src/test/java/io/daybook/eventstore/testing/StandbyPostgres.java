package io.daybook.eventstore.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A second PostgreSQL that follows a first, which calls nothing committed that is not here as well.
 * It can be made to stand still, as a machine does that swaps or whose disk hangs.
 */
public final class StandbyPostgres implements AutoCloseable {
  private static final String NAME = "standby";

  private final Process postmaster;

  /**
   * Copies the data of the first into the directory, follows it, and is waited for from then on.
   */
  public StandbyPostgres(Path directory, KillablePostgres first) throws Exception {
    var port = KillablePostgres.freePort();
    try (var connection = DriverManager.getConnection(first.jdbcUrl(), "postgres", "")) {
      copyData(connection, first.directory(), directory);
      Files.writeString(
          directory.resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=localhost port=%d user=postgres application_name=%s'%n"
              .formatted(first.port(), NAME));
      Files.createFile(directory.resolve("standby.signal"));
      postmaster = start(first.executable(), directory, port);
      awaitStreaming(connection);
      run(connection, "alter system set synchronous_standby_names = '" + NAME + "'");
      run(connection, "select pg_reload_conf()");
    }
  }

  /** Stops all its processes by SIGSTOP: connections stay open, nothing is answered. */
  public void standStill() throws Exception {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void goOn() throws Exception {
    signal("-CONT");
  }

  @Override
  public void close() {
    var all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  private List<ProcessHandle> processes() {
    var all = new ArrayList<>(List.of(postmaster.toHandle()));
    postmaster.descendants().forEach(all::add);
    return all;
  }

  private void signal(String signal) throws Exception {
    var command = new ArrayList<>(List.of("kill", signal));
    processes().forEach(process -> command.add(Long.toString(process.pid())));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("not every process got " + signal);
    }
  }

  /** A base backup by hand (PostgreSQL documentation, 25.3.3). */
  private static void copyData(Connection first, Path from, Path to) throws Exception {
    run(first, "select pg_backup_start('standby', true)");
    try (var files = Files.walk(from)) {
      for (var file : (Iterable<Path>) files::iterator) {
        var relative = from.relativize(file);
        var target = to.resolve(relative);
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!relative.startsWith("pg_wal") && !relative.startsWith("postmaster.pid")) {
          copyIfThere(file, target);
        }
      }
    }
    try (var statement = first.createStatement();
        var stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
      stopped.next();
      Files.writeString(to.resolve("backup_label"), stopped.getString(1));
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private static void copyIfThere(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target);
    } catch (NoSuchFileException removedMeanwhile) {
      // the log that is streamed says so too
    }
  }

  private static Process start(Path executable, Path directory, int port) throws IOException {
    var postgres =
        Stream.of(
            executable.toString(),
            "-D",
            directory.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=localhost",
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=300");
    var prefix = // PostgreSQL refuses to run as root
        System.getProperty("user.name").equals("root")
            ? Stream.of("unshare", "-U")
            : Stream.<String>empty();
    return new ProcessBuilder(Stream.concat(prefix, postgres).toList())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("standby.log").toFile())
        .start();
  }

  private static void awaitStreaming(Connection first) {
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
