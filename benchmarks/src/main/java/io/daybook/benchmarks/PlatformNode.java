package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of the platform with all roles, as it is delivered but for its heap. */
final class PlatformNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int port;
  private final Path log;
  private final Process process;

  private PlatformNode(int port, Path log, Process process) {
    this.port = port;
    this.log = log;
    this.process = process;
  }

  /** Starts one on a database, and does not wait for it. */
  static PlatformNode start(Server server, String database, SandboxProcess sandbox)
      throws IOException {
    var port = freePort();
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Daybook.class.getName(),
                "--server.port=" + port,
                "--daybook.database=external",
                "--daybook.demo=false",
                "--daybook.log.seal-every=1h",
                "--daybook.projections.verify-cron=-",
                "--daybook.reconciliation.cron=-",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password="));
    for (var setting : List.of("daybook.auth.issuer", "daybook.auth.directory")) {
      command.add("--" + setting + "=" + System.getProperty(setting));
    }
    command.addAll(sandbox.settings());
    var log = Files.createTempFile("daybook-node-", ".log");
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new PlatformNode(port, log, process);
  }

  int port() {
    return port;
  }

  /** Processor time since it was started. */
  double cpuMillis() {
    return Meter.millis(process.toHandle());
  }

  /** Waits until it listens, which is the last thing that a start does. */
  void awaitUp() throws IOException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try (var _ = new Socket("localhost", port)) {
        return;
      } catch (IOException _) {
        Thread.sleep(100);
      }
    }
    throw new IOException("A process has not come up:\n" + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(log);
  }
}
