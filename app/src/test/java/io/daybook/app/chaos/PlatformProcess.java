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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One process of the platform. It is killed, or stopped, and may come back at the same place. */
final class PlatformProcess implements AutoCloseable {
  static final String SECRET = "whsec_chaos";

  private final int port = KillablePostgres.freePort();
  private final List<String> command = new ArrayList<>();
  private final Path log;
  private Process process;

  /**
   * Starts it.
   *
   * @param name also what its connections are called
   * @param settings beside those that all have
   */
  PlatformProcess(
      String name, String jdbcUrl, SandboxServer sandbox, Path directory, String... settings)
      throws IOException {
    this.log = directory.resolve(name + ".log");
    var outside = "http://localhost:" + sandbox.port();
    command.addAll(ProgramForTests.command());
    command.addAll(
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
    command.addAll(List.of(settings));
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

  private Process run() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Waits until it answers. */
  void awaitUp() {
    try (var http = HttpClient.newHttpClient()) {
      var health = HttpRequest.newBuilder(url("/actuator/health")).timeout(Duration.ofSeconds(5));
      Awaitility.await()
          .atMost(Duration.ofSeconds(120))
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
