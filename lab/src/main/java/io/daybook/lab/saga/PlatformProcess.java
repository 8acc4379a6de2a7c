package io.daybook.lab.saga;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One process of the platform's jar. It is killed, and comes back at the same place. */
public final class PlatformProcess implements AutoCloseable {
  private static final long PATIENCE_NANOS = 180_000_000_000L;
  private static final long POLL_NANOS = 100_000_000L;
  private static final int OK = 200;

  private final List<String> options =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx400m");
  private final List<String> program = new ArrayList<>();
  private final Path directory;
  private final Path log;
  private final int port;
  private @Nullable Process process;

  /**
   * Is not started yet.
   *
   * @param words what the jar is told
   */
  PlatformProcess(Path jar, Path directory, String name, int port, List<String> words) {
    this.directory = directory;
    this.log = directory.resolve(name + ".log");
    this.port = port;
    program.addAll(List.of("-jar", jar.toString()));
    program.addAll(words);
    program.add("--server.port=" + port);
  }

  URI url(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  void start() throws IOException {
    start(List.of(), List.of());
  }

  /**
   * Starts it in another way than it is started otherwise.
   *
   * @param more options of the JVM
   * @param words what the jar is told besides; of two words for the same the last counts
   */
  public void start(List<String> more, List<String> words) throws IOException {
    var command = new ArrayList<>(options);
    command.addAll(more);
    command.addAll(program);
    command.addAll(words);
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Waits until it answers at a path. */
  public void awaitUp(String path) throws InterruptedException {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(5)).build();
      while (!isUp(http, request)) {
        if (System.nanoTime() > latest || process == null || !process.isAlive()) {
          throw new IllegalStateException("It has not come up, see " + log);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private static boolean isUp(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** How many lines of its log have that text, of all its starts. */
  public long linesWith(String text) throws IOException {
    if (!Files.exists(log)) {
      return 0;
    }
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  /** As kill -9. */
  public void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
