package io.daybook.lab.replicated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One peer, as those see it who start and kill it. */
final class Peer implements AutoCloseable {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long POLL_NANOS = 1_000_000L;

  private final List<String> command;
  private final List<Said> said = new CopyOnWriteArrayList<>();
  private volatile Process process;

  private record Said(String line, long nanos) {}

  /** Starts it; its directory outlives it. */
  Peer(int number, List<Integer> own, List<Integer> reached, Path directory, String databases)
      throws IOException {
    command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            PeerMain.class.getName(),
            Integer.toString(number),
            own.get(number).toString(),
            String.join(",", reached.stream().map(String::valueOf).toList()),
            directory.toString(),
            databases);
    process = launch();
  }

  private Process launch() throws IOException {
    var launched = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread.ofPlatform().daemon().start(() -> listen(launched));
    return launched;
  }

  private void listen(Process launched) {
    try (var lines = launched.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(new Said(line, System.nanoTime()));
      }
    } catch (IOException over) {
      // it was killed in the middle of a line
    }
  }

  /** Starts it anew, where it was. */
  void restart() throws IOException {
    process = launch();
  }

  void tell(String line) {
    try {
      var out = process.outputWriter(StandardCharsets.UTF_8);
      out.write(line + "\n");
      out.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** When it said a line that begins so, first after that moment. */
  Optional<Long> saidAfter(long nanos, String beginning) {
    return said.stream()
        .filter(one -> one.nanos() > nanos && one.line().startsWith(beginning))
        .map(Said::nanos)
        .findFirst();
  }

  /** Waits until it says a line that begins in one of these ways; the answer is the line. */
  String await(long since, String... beginnings) {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < latest) {
      for (var one : said) {
        if (one.nanos() > since && List.of(beginnings).stream().anyMatch(one.line()::startsWith)) {
          return one.line();
        }
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IllegalStateException("It has not said " + List.of(beginnings) + ": " + said);
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  /** It stands still, and knows nothing of it. */
  void stop() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** It goes on as if nothing had been. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    var code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " ends with " + code);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
