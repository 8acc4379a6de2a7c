package io.daybook.app.chaos;

import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.samples.broker.BrokerForTests;
import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Two systems, each with a PostgreSQL of its own, and the broker between them. */
final class WarehouseVictims implements AutoCloseable {
  /** Who can be killed. */
  enum Victim {
    POSTGRES_OF_PLATFORM,
    PLATFORM,
    WAREHOUSE,
    BROKER,
    POSTGRES_OF_WAREHOUSE
  }

  private final KillablePostgres postgres;
  private final KillablePostgres postgresOfWarehouse;
  private final BrokerForTests broker;
  private final PlatformProcess platform;
  private final WarehouseProcess warehouse;
  private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);

  WarehouseVictims(Path directory, SandboxServer sandbox) throws Exception {
    this.postgres = new KillablePostgres(directory.resolve("postgres"));
    this.postgresOfWarehouse = new KillablePostgres(directory.resolve("postgres-of-warehouse"));
    this.broker = BrokerForTests.startIn(directory.resolve("broker"));
    this.platform =
        new PlatformProcess(
            "platform",
            postgres.jdbcUrl(),
            sandbox,
            directory,
            settings(broker.bootstrapServers()));
    sandbox.tell(platform.url("/api/webhooks/payments"), PlatformProcess.SECRET);
    this.warehouse =
        new WarehouseProcess(
            broker.bootstrapServers(),
            postgresOfWarehouse.jdbcUrl(),
            () -> platform.url("/"),
            directory,
            Files.createDirectory(directory.resolve("labels")));
  }

  private static String[] settings(String kafka) {
    return Stream.concat(
            Arrays.stream(Victims.SETTINGS),
            Stream.of(
                "--daybook.relay.kafka.bootstrap-servers=" + kafka,
                "--daybook.inbox.bootstrap-servers=" + kafka,
                "--daybook.inbox.longest-pause=2s"))
        .toArray(String[]::new);
  }

  URI url(String path) {
    return platform.url(path);
  }

  String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  String jdbcUrlOfWarehouse() {
    return postgresOfWarehouse.jdbcUrl();
  }

  String kafka() {
    return broker.bootstrapServers();
  }

  WarehouseProcess warehouse() {
    return warehouse;
  }

  /** How often each was killed. */
  Map<Victim, Integer> kills() {
    return kills;
  }

  /** Each in turn, and from then on by chance; what was killed comes back at once. */
  void kill(int number, Random random) throws Exception {
    var all = Victim.values();
    var victim = all[number < all.length ? number : random.nextInt(all.length)];
    kills.merge(victim, 1, Integer::sum);
    switch (victim) {
      case PLATFORM -> {
        platform.kill();
        platform.restart();
      }
      case WAREHOUSE -> {
        warehouse.kill();
        warehouse.restart();
      }
      case BROKER -> {
        broker.kill();
        broker.start();
      }
      case POSTGRES_OF_PLATFORM -> {
        platform.awaitUp(); // one that has no database when it starts does not start
        postgres.killAndRestart();
      }
      case POSTGRES_OF_WAREHOUSE -> postgresOfWarehouse.killAndRestart();
    }
  }

  void awaitUp() {
    platform.awaitUp();
  }

  @Override
  public void close() throws IOException {
    warehouse.close();
    platform.close();
    broker.close();
    postgresOfWarehouse.close();
    postgres.close();
  }
}
