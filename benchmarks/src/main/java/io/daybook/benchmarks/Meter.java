package io.daybook.benchmarks;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has been spent on a database: statements and commits, and processor time by PostgreSQL, by
 * this process and by the sandbox. Processes that come and go, such as autovacuum's, are not seen.
 */
final class Meter {
  private static final String COUNTS =
      """
      select (select coalesce(sum(calls), 0)
                from pg_stat_statements join pg_database on pg_database.oid = dbid
               where datname = current_database() and query !~* '^(begin|commit|set|reset)'),
             (select xact_commit from pg_stat_database where datname = current_database())
      """;
  private static final String PROCESSES =
      """
      select pid from pg_stat_activity
      union all
      select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int
      """;

  private final Server server;
  private final String database;
  private final @Nullable ProcessHandle sandbox;

  /**
   * @param server one that counts statements
   * @param sandbox its process, or null when it is part of this one
   */
  Meter(Server server, String database, @Nullable ProcessHandle sandbox) {
    this.server = server;
    this.database = database;
    this.sandbox = sandbox;
  }

  /** Sums since some point in the past. */
  record Spent(
      double statements,
      double commits,
      double postgresMillis,
      double ourMillis,
      double sandboxMillis) {
    Spent minus(Spent before) {
      return new Spent(
          statements - before.statements,
          commits - before.commits,
          postgresMillis - before.postgresMillis,
          ourMillis - before.ourMillis,
          sandboxMillis - before.sandboxMillis);
    }

    /** For each of so many orders. */
    String perOrder(int orders) {
      return String.format(
          Locale.ROOT,
          "%.1f statements, %.1f commits, CPU ms %.1f PostgreSQL + %.1f platform + %.1f sandbox",
          statements / orders,
          commits / orders,
          postgresMillis / orders,
          ourMillis / orders,
          sandboxMillis / orders);
    }
  }

  Spent read() throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      var postgres = postgresMillis(statement);
      try (var counts = statement.executeQuery(COUNTS)) {
        counts.next();
        return new Spent(
            counts.getLong(1),
            counts.getLong(2),
            postgres,
            millis(ProcessHandle.current()),
            sandbox == null ? 0 : millis(sandbox));
      }
    }
  }

  /** The processor time of PostgreSQL, and of this process, in this order; nothing is counted. */
  static double[] cpuMillis(Server server, String database) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      return new double[] {postgresMillis(statement), millis(ProcessHandle.current())};
    }
  }

  private static double postgresMillis(Statement statement) throws SQLException {
    double postgres = 0;
    try (var pids = statement.executeQuery(PROCESSES)) {
      while (pids.next()) {
        postgres += ProcessHandle.of(pids.getLong(1)).map(Meter::millis).orElse(0.0);
      }
    }
    return postgres;
  }

  static double millis(ProcessHandle process) {
    return process.info().totalCpuDuration().map(time -> time.toNanos() / 1e6).orElse(0.0);
  }
}
