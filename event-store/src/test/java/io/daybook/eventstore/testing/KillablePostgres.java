package io.daybook.eventstore.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL that keeps what it acknowledges, and that can be killed and comes back as it was.
 */
public final class KillablePostgres implements AutoCloseable {
  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;

  private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

  private final Path directory;
  private final int port = freePort();
  private EmbeddedPostgres server;

  /** Starts one whose data is in the directory. */
  public KillablePostgres(Path directory) throws IOException {
    this.directory = directory;
    this.server = start();
  }

  /** Where it is, also after it was killed. */
  public String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  Path directory() {
    return directory;
  }

  int port() {
    return port;
  }

  /** The program that it runs. */
  Path executable() throws IOException {
    return Path.of(postmaster().info().command().orElseThrow());
  }

  private ProcessHandle postmaster() throws IOException {
    var pid = Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /**
   * Ends all its processes by SIGKILL and starts it again. The postmaster is stopped first, so that
   * it starts no further process while the others are listed: one that was missed would keep the
   * shared memory, and the next server could not start.
   */
  public void killAndRestart() throws Exception {
    var postmaster = postmaster();
    hold(postmaster);
    var all = new ArrayList<>(List.of(postmaster));
    postmaster.descendants().forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    for (var process : all) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    server.close(); // lets go of the directory
    server = start();
  }

  private static void hold(ProcessHandle process) throws Exception {
    var stop = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
    if (stop.waitFor() != 0) {
      throw new IOException("The server could not be held");
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(LONGEST_RECOVERY)
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "300")
        .start();
  }

  /**
   * A port that nobody listens on. It is below those that the system gives to whoever connects: one
   * of these could be taken by any client before a server has come up at it.
   */
  public static int freePort() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (var _ = new ServerSocket(port)) {
        return port;
      } catch (IOException taken) {
        // another one then
      }
    }
  }
}
