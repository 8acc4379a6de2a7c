package io.daybook.lab.platform;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One process of the platform's jar. It is killed, and comes back at the same place. */
public final class PlatformProcess implements AutoCloseable {
  private static final long PATIENCE_NANOS = 400_000_000_000L;
  private static final long POLL_NANOS = 100_000_000L;
  private static final int OK = 200;

  private final Told told;
  private final Path directory;
  private final Path log;
  private final int port;
  private @Nullable Process process;

  /**
   * What a process is told whenever it is started.
   *
   * @param options of its virtual machine
   * @param words of the jar
   * @param environment beside that of this process
   */
  record Told(List<String> options, List<String> words, Map<String, String> environment) {}

  /**
   * Is not started yet.
   *
   * @param name of its log
   */
  PlatformProcess(Told told, Path directory, String name, int port) {
    this.told = told;
    this.directory = directory;
    this.log = directory.resolve(name + ".log");
    this.port = port;
  }

  /** Where it answers. */
  public URI url(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** Starts it, whether for the first time or anew. */
  public void start() throws IOException {
    start(List.of(), List.of());
  }

  /**
   * Starts it in another way than it is started otherwise.
   *
   * @param options of the virtual machine besides
   * @param words that it is told besides; of two words for the same the last counts
   */
  public void start(List<String> options, List<String> words) throws IOException {
    var all = Stream.of(told.words(), List.of("--server.port=" + port), words);
    var builder =
        new ProcessBuilder(
                Jar.command(
                    Stream.concat(told.options().stream(), options.stream()).toList(),
                    all.flatMap(List::stream).toList()))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(told.environment());
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
