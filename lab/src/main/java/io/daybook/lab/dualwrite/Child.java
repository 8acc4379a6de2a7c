package io.daybook.lab.dualwrite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of this experiment: what it says is heard, and it is killed. */
final class Child implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 180_000;

  private final Process process;
  private final List<String> said = new ArrayList<>();
  private boolean hasEnded;

  Child(Class<?> main, List<String> arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread.ofPlatform().daemon().start(this::hear);
  }

  private void hear() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line);
      }
    } catch (IOException killed) {
      // what it has said before is heard
    }
    synchronized (said) {
      hasEnded = true;
      said.notifyAll();
    }
  }

  private void add(String line) {
    synchronized (said) {
      said.add(line);
      said.notifyAll();
    }
  }

  /** Waits until it says a word; false where it ends without. */
  boolean says(String word) throws InterruptedException {
    var latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    synchronized (said) {
      while (!said.contains(word) && !hasEnded) {
        var left = TimeUnit.NANOSECONDS.toMillis(latest - System.nanoTime());
        if (left <= 0) {
          throw new IllegalStateException("It does not say " + word + ":\n" + text());
        }
        said.wait(left);
      }
      return said.contains(word);
    }
  }

  /** The same, where it must not end before. */
  void await(String word) throws InterruptedException {
    if (!says(word)) {
      throw new IllegalStateException("It has ended before " + word + ":\n" + text());
    }
  }

  /** How often it has said a word. */
  long times(String word) {
    synchronized (said) {
      return said.stream().filter(word::equals).count();
    }
  }

  private String text() {
    synchronized (said) {
      return String.join("\n", said);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  /** It ends what it does, and then itself. */
  void end() throws InterruptedException {
    try {
      process.getOutputStream().close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    if (!process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("It has not ended well:\n" + text());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
