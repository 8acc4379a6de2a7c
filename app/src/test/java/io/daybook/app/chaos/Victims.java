package io.daybook.app.chaos;

import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.eventstore.testing.SilentProxy;
import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * What is killed: one PostgreSQL and one process of the platform. Both come back at the same place.
 */
final class Victims implements AutoCloseable {
  private static final String SECRET = "whsec_chaos";

  private final Path directory;
  private final SandboxServer sandbox;
  private final int port = KillablePostgres.freePort();
  private final KillablePostgres postgres;
  private final SilentProxy cable;
  private Process platform;
  private int kills;

  Victims(Path directory, SandboxServer sandbox) throws IOException {
    this.directory = directory;
    this.sandbox = sandbox;
    this.postgres = new KillablePostgres(directory.resolve("postgres"));
    this.cable = new SilentProxy(postgres.jdbcUrl());
    sandbox.tell(url("/api/webhooks/payments"), SECRET);
    this.platform = startPlatform();
  }

  URI url(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  int kills() {
    return kills;
  }

  void killPlatform() throws Exception {
    kills++;
    platform.toHandle().destroyForcibly();
    platform.waitFor(30, TimeUnit.SECONDS);
    platform = startPlatform();
  }

  void killPostgres() throws Exception {
    kills++;
    postgres.killAndRestart();
  }

  /** As when the power fails. */
  void killBoth() throws Exception {
    kills++;
    platform.toHandle().destroyForcibly();
    postgres.killAndRestart();
    platform.waitFor(30, TimeUnit.SECONDS);
    platform = startPlatform();
  }

  /** Nothing passes between platform and PostgreSQL for a while, and nobody is told. */
  void pullTheCable(Duration howLong) {
    cable.silence();
    LockSupport.parkNanos(howLong.toNanos());
    cable.heal();
  }

  /** Waits until the platform answers. */
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
    }
  }

  private Process startPlatform() throws IOException {
    var outside = "http://localhost:" + sandbox.port();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            Path.of("target", "daybook-exec.jar").toAbsolutePath().toString(),
            "--server.port=" + port,
            "--daybook.database=external",
            "--daybook.demo=false",
            "--spring.datasource.url=" + cable.through(jdbcUrl()),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=",
            "--spring.datasource.hikari.connection-timeout=2000",
            "--daybook.fulfilment.stage-deadline=20s",
            "--daybook.log.seal-every=5s",
            "--daybook.reconciliation.cron=-",
            "--daybook.reconciliation.settled-after=0s",
            "--daybook.outside-world.sandbox=false",
            "--daybook.outside-world.payment-url=" + outside,
            "--daybook.outside-world.carrier-url=" + outside,
            "--daybook.outside-world.mail-port=" + sandbox.smtpPort(),
            "--daybook.outside-world.payment-key=sk_chaos",
            "--daybook.outside-world.webhook-secret=" + SECRET,
            "--daybook.outside.payment.first-pause=50ms",
            "--daybook.outside.payment.longest-pause=1s",
            "--daybook.outside.payment.answer-within=2s",
            "--daybook.outside.payment.key-life=6s",
            "--daybook.outside.payment.settle=3s",
            "--daybook.outside.payment.first-pause-parked=1s",
            "--daybook.outside.payment.longest-pause-parked=5s",
            "--daybook.outside.carrier.first-pause=50ms",
            "--daybook.outside.carrier.longest-pause=1s",
            "--daybook.outside.carrier.answer-within=2s",
            "--daybook.outside.carrier.first-pause-parked=1s",
            "--daybook.outside.carrier.longest-pause-parked=5s")
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(directory.resolve("platform.log").toFile()))
        .start();
  }

  @Override
  public void close() throws IOException {
    platform.destroyForcibly();
    cable.close();
    postgres.close();
  }
}
