package io.daybook.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Debezium's embedded engine: see benchmarks/outbox. */
final class DebeziumTeller implements Teller {
  static final String MAIN = "io.daybook.benchmarks.outbox.DebeziumOutbox";
  private static final long LOOK_EVERY_NANOS = 20_000_000;
  private static final String KEPT =
      """
      select pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)
        from pg_replication_slots where slot_name = '%s'
      """;
  private static final String DIRECTORY = "select sum(size) from pg_ls_waldir()";

  private final Server server;
  private final BrokerProcess broker;
  private final String database;
  private final Duration poll;
  private final Path offsets;
  private final String slot;

  /**
   * @param poll how long its engine waits before it looks at its queue again
   */
  DebeziumTeller(Server server, BrokerProcess broker, String database, Duration poll)
      throws IOException {
    this.server = server;
    this.broker = broker;
    this.database = database;
    this.poll = poll;
    this.slot = "debezium_" + poll.toMillis();
    this.offsets = Files.createTempDirectory("daybook-benchmarks-debezium").resolve("offsets");
  }

  @Override
  public String name() {
    return "Debezium, queue read every " + poll.toMillis() + " ms";
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public String topics() {
    return "debezium" + poll.toMillis() + ".";
  }

  /** Returns when the slot is read: what is appended before there is one, is not told. */
  @Override
  public Process start() throws IOException {
    var process =
        Teller.java(
            List.of(
                PolledTeller.libraries(),
                MAIN,
                server.url(database),
                broker.address(),
                topics(),
                Long.toString(poll.toMillis()),
                offsets.toString(),
                slot,
                ToldTypes.names(",")));
    try (var connection = server.connect(database)) {
      while (number(connection, SLOTS_READ.formatted(slot)) == 0) {
        if (!process.isAlive()) {
          throw new IOException("Debezium has ended");
        }
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
    } catch (SQLException failure) {
      throw new IOException(failure);
    }
    return process;
  }

  private static final String SLOTS_READ =
      "select count(*) from pg_replication_slots where slot_name = '%s' and active";

  @Override
  public long bytesKept(Connection connection) throws SQLException {
    return number(connection, KEPT.formatted(slot));
  }

  @Override
  public String kept(Connection connection) throws SQLException {
    return String.format(
        Locale.ROOT,
        "write-ahead log kept for the slot %.1f MB, pg_wal %.1f MB",
        bytesKept(connection) / 1e6,
        number(connection, DIRECTORY) / 1e6);
  }

  @Override
  public void leave(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_drop_replication_slot('" + slot + "')");
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
