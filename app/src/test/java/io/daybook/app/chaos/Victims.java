package io.daybook.app.chaos;

import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.eventstore.testing.SilentProxy;
import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * What is killed: one PostgreSQL and some processes of the platform. All come back where they were.
 */
final class Victims implements AutoCloseable {
  static final String[] SETTINGS = {
    "--daybook.fulfilment.stage-deadline=20s",
    "--daybook.log.seal-every=5s",
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
    "--daybook.outside.carrier.longest-pause-parked=5s"
  };

  private final KillablePostgres postgres;
  private final SilentProxy cable;
  private final List<PlatformProcess> platforms = new ArrayList<>();
  private final Random random;
  private int kills;

  /**
   * @param processes how many of the platform
   * @param seed decides which of them is killed
   */
  Victims(Path directory, SandboxServer sandbox, int processes, long seed) throws IOException {
    this.postgres = new KillablePostgres(directory.resolve("postgres"));
    this.cable = new SilentProxy(postgres.jdbcUrl());
    this.random = new Random(seed);
    for (int number = 0; number < processes; number++) {
      var url = cable.through(jdbcUrl());
      platforms.add(new PlatformProcess("platform-" + number, url, sandbox, directory, SETTINGS));
    }
    sandbox.tell(platforms.getFirst().url("/api/webhooks/payments"), PlatformProcess.SECRET);
  }

  /** At any of the processes; it may be one that is just away. */
  URI url(String path) {
    return platforms.get(ThreadLocalRandom.current().nextInt(platforms.size())).url(path);
  }

  String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  int kills() {
    return kills;
  }

  /** One of them. */
  void killPlatform() throws Exception {
    kills++;
    var victim = platforms.get(random.nextInt(platforms.size()));
    victim.kill();
    victim.restart();
  }

  void killPostgres() throws Exception {
    kills++;
    postgres.killAndRestart();
  }

  /** As when the power fails. */
  void killAll() throws Exception {
    kills++;
    for (var platform : platforms) {
      platform.kill();
    }
    postgres.killAndRestart();
    for (var platform : platforms) {
      platform.restart();
    }
  }

  /** Nothing passes between platform and PostgreSQL for a while, and nobody is told. */
  void pullTheCable(Duration howLong) {
    cable.silence();
    LockSupport.parkNanos(howLong.toNanos());
    cable.heal();
  }

  /** Waits until the platform answers. */
  void awaitUp() {
    platforms.forEach(PlatformProcess::awaitUp);
  }

  @Override
  public void close() throws IOException {
    platforms.forEach(PlatformProcess::close);
    cable.close();
    postgres.close();
  }
}
