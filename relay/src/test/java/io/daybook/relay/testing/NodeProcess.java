package io.daybook.relay.testing;

import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node that can be killed, or stopped in its tracks and woken up. */
public final class NodeProcess implements AutoCloseable {
  private final List<String> command;
  private final Path log;
  private @Nullable Process process;

  /**
   * @param log where it writes what it has to say
   */
  public NodeProcess(
      PostgresForTests.Database database, Class<?> recipients, List<String> settings, Path log) {
    this.log = log;
    this.command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                recipients.getName()));
    command.addAll(NodeForTests.properties(database, settings));
  }

  /** In the child process: the class of the recipients, then settings. */
  public static void main(String[] arguments) throws ClassNotFoundException {
    NodeForTests.run(Class.forName(arguments[0]), List.of(arguments).subList(1, arguments.length));
  }

  /** Starts it, or starts it again. */
  public NodeProcess start() {
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As kill -9. */
  public void kill() {
    if (process != null) {
      process.destroyForcibly();
      try {
        process.waitFor(30, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** It stands still, and holds what it holds. */
  public void pause() {
    signal("STOP");
  }

  /** It goes on as if no time had passed. */
  public void wake() {
    signal("CONT");
  }

  private void signal(String name) {
    if (process == null) {
      throw new IllegalStateException("It does not run");
    }
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("It does not take the signal " + name);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
