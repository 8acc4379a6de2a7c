package io.daybook.app.chaos;

import io.daybook.app.ProgramForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.app.privacy.MasterKeyForTests;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One process of the platform. It is killed, or stopped, and may come back at the same place. */
final class PlatformProcess implements AutoCloseable {
  static final String SECRET = "whsec_chaos";

  private final int port = KillablePostgres.freePort();
  private final List<String> settings = new ArrayList<>();
  private final Path log;
  private List<String> program;
  private Process process;

  /** Where in its log that begins which it says since it was started last. */
  private long logBefore;

  /**
   * Starts one of this build.
   *
   * @param name also what its connections are called
   * @param settings beside those that all have
   */
  PlatformProcess(
      String name, String jdbcUrl, SandboxServer sandbox, Path directory, String... settings)
      throws IOException {
    this(ProgramForTests.command(), name, jdbcUrl, sandbox, directory, settings);
  }

  /**
   * Starts one of any build.
   *
   * @param program a command to which settings are added
   */
  PlatformProcess(
      List<String> program,
      String name,
      String jdbcUrl,
      SandboxServer sandbox,
      Path directory,
      String... settings)
      throws IOException {
    this.program = program;
    this.log = directory.resolve(name + ".log");
    var outside = "http://localhost:" + sandbox.port();
    this.settings.addAll(
        List.of(
            "--server.port=" + port,
            "--daybook.database=external",
            "--daybook.auth.issuer=" + IssuerForTests.address(),
            MasterKeyForTests.ARGUMENT,
            "--daybook.demo=false",
            "--spring.datasource.url=" + jdbcUrl,
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=",
            "--spring.datasource.hikari.connection-timeout=2000",
            "--spring.datasource.hikari.data-source-properties.ApplicationName=" + name,
            "--daybook.reconciliation.cron=-",
            "--daybook.reconciliation.settled-after=0s",
            "--daybook.outside-world.sandbox=false",
            "--daybook.outside-world.payment-url=" + outside,
            "--daybook.outside-world.carrier-url=" + outside,
            "--daybook.outside-world.mail-port=" + sandbox.smtpPort(),
            "--daybook.outside-world.payment-key=sk_chaos",
            "--daybook.outside-world.webhook-secret=" + SECRET));
    this.settings.addAll(List.of(settings));
    this.process = run();
  }

  URI url(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** As the names of owners of segments begin. */
  String owner() {
    return process.pid() + "@";
  }

  boolean isUp() {
    return process.isAlive();
  }

  /** Whether it had come up since it was started last, also when it has ended. */
  boolean hadStarted() throws IOException {
    try (var said = Files.newInputStream(log)) {
      said.skipNBytes(logBefore);
      return new String(said.readAllBytes(), StandardCharsets.UTF_8).contains("Started Daybook");
    }
  }

  /** With what it has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  /** In order. */
  void stop() throws InterruptedException {
    process.toHandle().destroy();
    process.waitFor(60, TimeUnit.SECONDS);
  }

  void restart() throws IOException {
    process = run();
  }

  /** Stops it in order, and starts this build in its place. */
  void replace() throws Exception {
    stop();
    program = ProgramForTests.command();
    restart();
  }

  private Process run() throws IOException {
    logBefore = Files.exists(log) ? Files.size(log) : 0;
    return new ProcessBuilder(Stream.concat(program.stream(), settings.stream()).toList())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Waits until it answers. */
  void awaitUp() {
    try (var http = HttpClient.newHttpClient()) {
      var health = HttpRequest.newBuilder(url("/actuator/health")).timeout(Duration.ofSeconds(5));
      Awaitility.await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(
              () ->
                  http.send(health.build(), HttpResponse.BodyHandlers.discarding()).statusCode()
                      == 200);
    } catch (ConditionTimeoutException notUp) {
      throw new AssertionError("It has not come up; its log ends with\n" + lastLines(), notUp);
    }
  }

  private String lastLines() {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
