package io.daybook.app.chaos;

import io.daybook.eventstore.testing.PostgresPair;
import io.daybook.samples.broker.BrokerForTests;
import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Processes that have divided the roles, each role in two of them, a primary of PostgreSQL with a
 * standby that it waits for, and a broker that is told. No process knows of another. One that ends
 * is started again where it was.
 */
final class Cluster implements AutoCloseable {
  /** Longer than an append is waited for, so that some are told to come again. */
  private static final Duration STANDBY_AWAY = Duration.ofSeconds(8);

  private static final Duration BROKER_AWAY = Duration.ofSeconds(4);
  private static final Duration LOOKED_AFTER_EVERY = Duration.ofMillis(300);

  /** By how many kinds of processes there are. */
  private static final Map<Integer, List<String>> ROLES =
      Map.of(
          2, List.of("command,query", "saga,projection,relay"),
          3, List.of("command", "saga,relay", "projection,query"),
          4, List.of("command", "saga,relay", "projection", "query"));

  /** What strikes it. */
  enum Blow {
    NODE,
    STANDBY,
    BROKER,
    /** It comes back at once, and is still the primary. */
    PRIMARY_CRASHES,
    /** The standby takes over, and another standby is made. */
    PRIMARY_KILLED,
    /** The same, and the former primary lives, and takes itself for one. */
    PRIMARY_CUT_OFF;

    boolean isFailover() {
      return this == PRIMARY_KILLED || this == PRIMARY_CUT_OFF;
    }
  }

  private final PostgresPair servers;
  private final BrokerForTests broker;
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final Random random;
  private final Thread supervisor;
  private volatile boolean closed;

  /** Those who were not killed by a blow. */
  final Queue<ClusterNode.Ended> ended = new ConcurrentLinkedQueue<>();

  /**
   * Starts it.
   *
   * @param processes 4, 6 or 8
   * @param seed decides which process is killed
   */
  Cluster(Path directory, SandboxServer sandbox, int processes, long seed) throws Exception {
    this.random = new Random(seed);
    this.servers = new PostgresPair(directory.resolve("postgres"));
    this.broker = BrokerForTests.startIn(directory.resolve("broker"));
    for (var roles : ROLES.get(processes / 2)) {
      for (var which : List.of("a", "b")) {
        var name = roles.replace(',', '-') + "-" + which;
        var process =
            new PlatformProcess(name, servers.jdbcUrl(), sandbox, directory, settings(roles));
        nodes.add(new ClusterNode(name, Set.of(roles.split(",")), process));
      }
    }
    sandbox.tell(url("/api/webhooks/payments"), PlatformProcess.SECRET);
    this.supervisor = Thread.ofPlatform().daemon().name("supervisor").start(this::lookAfterNodes);
  }

  private String[] settings(String roles) {
    return Stream.concat(
            Arrays.stream(Victims.SETTINGS),
            Stream.of(
                "--daybook.roles=" + roles,
                "--daybook.relay.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "--spring.datasource.hikari.maximum-pool-size=20",
                "--spring.datasource.hikari.minimum-idle=4",
                "--spring.datasource.hikari.data-source-properties.connectTimeout=2"))
        .toArray(String[]::new);
  }

  /** At any of the processes that answer it; it may be one that is just away. */
  URI url(String path) {
    var able = having(roleFor(path));
    return able.get(ThreadLocalRandom.current().nextInt(able.size())).process().url(path);
  }

  private static String roleFor(String path) {
    return switch (path.split("[/?]")[path.startsWith("/api/operations/") ? 3 : 1]) {
      case "graphql" -> "query";
      case "projections" -> "projection";
      case "reconciliations" -> "saga";
      case "relay" -> "relay";
      default -> path.startsWith("/api/webhooks/") ? "saga" : "command";
    };
  }

  /** Those with a role. */
  List<ClusterNode> having(String role) {
    return nodes.stream().filter(node -> node.has(role)).toList();
  }

  String primaryUrl() {
    return servers.primaryUrl();
  }

  String kafka() {
    return broker.bootstrapServers();
  }

  int processes() {
    return nodes.size();
  }

  /** Deals a blow, and mends what does not mend itself: processes come back by themselves. */
  void strike(Blow blow) throws Exception {
    switch (blow) {
      case NODE -> nodes.get(random.nextInt(nodes.size())).killAndRestart();
      case STANDBY -> {
        servers.killStandby();
        LockSupport.parkNanos(STANDBY_AWAY.toNanos());
        servers.restartStandby();
      }
      case BROKER -> {
        broker.kill();
        LockSupport.parkNanos(BROKER_AWAY.toNanos());
        broker.start();
      }
      case PRIMARY_CRASHES -> servers.crashPrimary();
      case PRIMARY_KILLED -> {
        servers.killPrimary();
        servers.promote();
      }
      case PRIMARY_CUT_OFF -> {
        servers.cutOffPrimary();
        servers.promote();
      }
    }
  }

  /** After a failover: whoever connects anew to the former primary gets there again. */
  void heal() {
    servers.heal();
  }

  /** After a failover: what was the primary is the standby from now on. */
  void rebuild() throws Exception {
    servers.rebuild();
  }

  private void lookAfterNodes() {
    while (!closed) {
      for (var node : nodes) {
        try {
          node.revive().ifPresent(ended::add);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
      LockSupport.parkNanos(LOOKED_AFTER_EVERY.toNanos());
    }
  }

  void awaitUp() {
    nodes.forEach(node -> node.process().awaitUp());
  }

  @Override
  public void close() throws IOException {
    closed = true;
    supervisor.interrupt();
    nodes.forEach(ClusterNode::close);
    broker.close();
    servers.close();
  }
}
