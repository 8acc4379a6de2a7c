package io.daybook.eventstore.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server whose write-ahead log is archived by the script of the documentation, and such as are
 * restored from that.
 */
public final class ArchivingPostgres implements AutoCloseable {
  private static final Path SCRIPT = Path.of("..", "docker", "backup", "pitr").toAbsolutePath();

  private final Path directory;
  private final int port = KillablePostgres.freePort();
  private final PostgresProcess process;

  /** Makes one whose data, copies and archive are in a directory. */
  public ArchivingPostgres(Path directory) throws IOException {
    this.directory = directory;
    Path executable;
    try (var made = new KillablePostgres(directory.resolve("data"))) {
      executable = made.executable();
    }
    Files.writeString(directory.resolve("executable"), executable.toString());
    Files.createDirectory(directory.resolve("archive"));
    var archive = "%s archive \"%%p\" \"%s/%%f\"".formatted(SCRIPT, directory.resolve("archive"));
    this.process =
        PostgresProcess.start(
            executable,
            directory.resolve("data"),
            port,
            Map.of("archive_mode", "on", "archive_command", archive));
  }

  private ArchivingPostgres(Path directory, String data) throws IOException {
    this.directory = directory;
    var executable = Path.of(Files.readString(directory.resolve("executable")));
    this.process = PostgresProcess.start(executable, directory.resolve(data), port, Map.of());
  }

  /**
   * Starts a server on what {@link #makeBase} has copied and what was archived there.
   *
   * @param data a new directory for it
   * @param target as the script takes it
   */
  public static ArchivingPostgres restored(Path directory, String data, String... target)
      throws Exception {
    return restored(directory, directory.resolve("base"), data, target);
  }

  /** The same on another copy. */
  public static ArchivingPostgres restored(Path directory, Path base, String data, String... target)
      throws Exception {
    var words =
        new ArrayList<>(
            List.of(
                "restore",
                base.toString(),
                directory.resolve("archive").toString(),
                directory.resolve(data).toString()));
    words.addAll(List.of(target));
    script(Map.of(), words);
    return new ArchivingPostgres(directory, data);
  }

  /** What the script says when it is asked about this server; it needs {@code psql}. */
  public String tell(String... words) throws IOException, InterruptedException {
    var here =
        Map.of(
            "PGHOST", "localhost",
            "PGPORT", Integer.toString(port),
            "PGUSER", "postgres",
            "PGDATABASE", "postgres");
    return script(here, List.of(words));
  }

  private static String script(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(words);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The script has failed: " + words);
    }
    return said;
  }

  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  /** A copy to begin a restore with. */
  public void makeBase() throws SQLException, IOException {
    try (var connection = DriverManager.getConnection(url(), "postgres", "")) {
      BaseBackup.copy(connection, directory.resolve("data"), directory.resolve("base"));
    }
  }

  /** Waits until all that was written is in the archive. */
  public void archiveAll() throws SQLException {
    try (var connection = DriverManager.getConnection(url(), "postgres", "");
        var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
      row.next();
      var last = directory.resolve("archive").resolve(row.getString(1));
      await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(last));
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
