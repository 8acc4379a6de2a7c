package io.daybook.samples.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real broker in a process of its own, with class path and port of its own, that a test may kill
 * and start again: what it has acknowledged is still there then.
 */
public final class BrokerForTests implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

  private final Path directory;
  private final int port = freePort();
  private final int controller = freePort();
  private @Nullable Process process;

  private BrokerForTests(Path directory) {
    this.directory = directory;
  }

  /** Starts one in an empty directory, and comes back when it answers. */
  public static BrokerForTests startIn(Path directory) {
    var broker = new BrokerForTests(directory);
    broker.start();
    return broker;
  }

  /** One that is not started: nothing answers on its port. */
  public static BrokerForTests absentIn(Path directory) {
    return new BrokerForTests(directory);
  }

  /** The address that clients begin with. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Starts it, again where it was before, and comes back when it takes connections. */
  public void start() {
    try {
      process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx256m",
                      "-XX:+UseSerialGC",
                      "-XX:TieredStopAtLevel=1",
                      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                      "-cp",
                      classPath(),
                      Broker.class.getName(),
                      directory.toString(),
                      Integer.toString(port),
                      Integer.toString(controller)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      awaitConnections();
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

  @Override
  public void close() {
    kill();
  }

  private Path log() {
    return directory.resolveSibling(directory.getFileName() + ".log");
  }

  private void awaitConnections() throws IOException {
    var deadline = System.nanoTime() + PATIENCE;
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Objects.requireNonNull(socket);
        return;
      } catch (IOException notYet) {
        var running = Objects.requireNonNull(process);
        try {
          if (running.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
            throw new IllegalStateException(
                "The broker does not come up; its log:\n" + Files.readString(log()), notYet);
          }
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(interrupted);
        }
      }
    }
  }

  private static String classPath() {
    try (var jars = BrokerForTests.class.getResourceAsStream("/broker.classpath")) {
      var own = BrokerForTests.class.getProtectionDomain().getCodeSource().getLocation().getPath();
      var others = new String(Objects.requireNonNull(jars).readAllBytes(), StandardCharsets.UTF_8);
      return own + java.io.File.pathSeparator + others.strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}
