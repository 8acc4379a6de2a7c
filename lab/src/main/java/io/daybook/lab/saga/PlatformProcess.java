package io.daybook.lab.saga;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One process of the platform's jar. It is killed, and comes back at the same place. */
public final class PlatformProcess implements AutoCloseable {
  private static final long PATIENCE_NANOS = 400_000_000_000L;
  private static final long POLL_NANOS = 100_000_000L;
  private static final int OK = 200;

  private final List<String> command = new ArrayList<>();
  private final Path directory;
  private final Path log;
  private final int port;
  private final Map<String, String> environment;
  private @Nullable Process process;

  /**
   * Is not started yet.
   *
   * @param words what the jar is told
   * @param environment beside that of this process
   */
  PlatformProcess(
      Path jar,
      Path directory,
      String name,
      int port,
      List<String> words,
      Map<String, String> environment) {
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.log = directory.resolve(name + ".log");
    this.port = port;
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx400m",
            "-jar",
            jar.toString()));
    command.addAll(words);
    command.add("--server.port=" + port);
  }

  URI url(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** Starts it, whether for the first time or anew. */
  public void start() throws IOException {
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Waits until it says that it is well. */
  public void awaitUp() throws InterruptedException {
    awaitUp("/actuator/health");
  }

  /** Waits until it answers at a path. */
  void awaitUp(String path) throws InterruptedException {
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
