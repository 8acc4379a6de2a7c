package io.daybook.eventstore.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A primary and a standby that it waits for, each behind a network that can go silent. The primary
 * is killed, or cut off while it lives; the standby is promoted; the former primary is built anew
 * as the next standby. So it can go on for as long as one likes.
 */
public final class PostgresPair implements AutoCloseable {
  /** Enough for what is written between a base backup and its first look at the primary. */
  private static final Map<String, String> SETTINGS =
      Map.of("synchronous_commit", "on", "fsync", "on", "wal_keep_size", "512MB");

  private final Path directory;
  private final Path executable;
  private final List<Server> servers = new ArrayList<>();
  private int primary;

  /** One of the two, at one place for ever. */
  private final class Server implements AutoCloseable {
    final Path data;
    final int port = KillablePostgres.freePort();
    final SilentProxy network;
    PostgresProcess process;

    Server(String name) throws IOException {
      this.data = directory.resolve(name);
      this.network = new SilentProxy(url());
    }

    String url() {
      return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    void start() throws IOException {
      process = PostgresProcess.start(executable, data, port, SETTINGS);
    }

    Connection connect() throws SQLException {
      return DriverManager.getConnection(url(), "postgres", "");
    }

    /** Whether it takes writes. */
    boolean isPrimary() throws SQLException {
      try (var connection = connect();
          var statement = connection.createStatement();
          var row = statement.executeQuery("select not pg_is_in_recovery()")) {
        return row.next() && row.getBoolean(1);
      }
    }

    @Override
    public void close() throws IOException {
      network.close();
      if (process != null) {
        process.close();
      }
    }
  }

  /** Makes both in a directory; the first one is the primary. */
  public PostgresPair(Path directory) throws Exception {
    this.directory = directory;
    try (var made = new KillablePostgres(directory.resolve("first"))) {
      this.executable = made.executable();
    }
    servers.add(new Server("first"));
    servers.add(new Server("second"));
    primary().start();
    awaitPrimary(primary());
    rebuild();
  }

  /** For the platform: both servers, of which it is to find the primary. */
  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:%d,localhost:%d/postgres?targetServerType=primary"
        .formatted(servers.get(0).network.port(), servers.get(1).network.port());
  }

  /** For a test: that of the primary of now, whatever the network does. */
  public String primaryUrl() {
    return primary().url();
  }

  /** For a test: the one that was the primary before it was cut off. */
  public Connection connectToFormer() throws SQLException {
    return standby().connect();
  }

  private Server primary() {
    return servers.get(primary);
  }

  private Server standby() {
    return servers.get(1 - primary);
  }

  /** By SIGKILL, all its processes; its place answers nobody any more. */
  public void killPrimary() {
    primary().process.close();
  }

  /** As when its machine loses its power, and has it again: it comes back as it was. */
  public void crashPrimary() throws Exception {
    primary().process.close();
    primary().start();
    awaitPrimary(primary());
    awaitStandby();
  }

  /** By SIGKILL; nothing that is written on the primary is acknowledged until it is back. */
  public void killStandby() {
    standby().process.close();
  }

  /** Starts it over its data, and waits until it has caught up. */
  public void restartStandby() throws Exception {
    standby().start();
    awaitStandby();
  }

  private void awaitStandby() throws SQLException {
    try (var connection = primary().connect()) {
      StandbyPostgres.awaitStreaming(connection);
    }
  }

  /** It lives, and neither its clients nor its standby hear anything of it. */
  public void cutOffPrimary() {
    primary().network.silence();
  }

  /** The standby becomes the primary; the former one may live. */
  public void promote() throws SQLException {
    try (var connection = standby().connect();
        var statement = connection.createStatement()) {
      statement.execute("select pg_promote()");
    }
    primary = 1 - primary;
  }

  /** Whoever connects anew to the former primary gets there again. */
  public void heal() {
    standby().network.heal();
  }

  /** Whether the former primary is there, and still takes itself for one. */
  public boolean formerIsAlive() {
    try {
      return standby().isPrimary();
    } catch (SQLException away) {
      return false;
    }
  }

  /** Ends the one that is not the primary, copies the primary, and has it wait for the copy. */
  public void rebuild() throws Exception {
    var standby = standby();
    if (standby.process != null) {
      standby.process.close();
    }
    standby.network.heal();
    delete(standby.data);
    try (var connection = primary().connect()) {
      BaseBackup.copy(connection, primary().data, standby.data);
      Files.deleteIfExists(standby.data.resolve("standby.signal"));
      StandbyPostgres.follow(standby.data, primary().network.port());
      standby.start();
      StandbyPostgres.awaitStreaming(connection);
      StandbyPostgres.waitForStandby(connection);
    }
  }

  private static void awaitPrimary(Server server) {
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(server::isPrimary);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (var server : servers) {
      server.close();
    }
  }
}
