package io.daybook.benchmarks;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** Each on one line. */
  private static final String STATEMENTS =
      """
      select regexp_replace(query, '\\s+', ' ', 'g') as statement, sum(calls), sum(total_exec_time)
        from pg_stat_statements join pg_database on pg_database.oid = dbid
       where datname = current_database()
       group by 1
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

  /** How often a statement was executed, and for how long in all. */
  record Executed(long times, double millis) {
    private static final Executed NEVER = new Executed(0, 0);

    private Executed minus(Executed before) {
      return new Executed(times - before.times, millis - before.millis);
    }
  }

  /** What was executed since some point in the past. */
  Map<String, Executed> statements() throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(STATEMENTS)) {
      var all = new HashMap<String, Executed>();
      while (rows.next()) {
        all.put(rows.getString(1), new Executed(rows.getLong(2), rows.getDouble(3)));
      }
      return all;
    }
  }

  /** The statements that took longest since then, a line each. */
  List<String> longest(int lines, Map<String, Executed> before, int orders) throws SQLException {
    return first(lines, before, orders, Comparator.comparingDouble(Executed::millis));
  }

  /** The statements that were executed most often since then, a line each. */
  List<String> mostFrequent(int lines, Map<String, Executed> before, int orders)
      throws SQLException {
    return first(lines, before, orders, Comparator.comparingLong(Executed::times));
  }

  private List<String> first(
      int lines, Map<String, Executed> before, int orders, Comparator<Executed> by)
      throws SQLException {
    var since = new HashMap<String, Executed>();
    statements()
        .forEach(
            (statement, now) ->
                since.put(statement, now.minus(before.getOrDefault(statement, Executed.NEVER))));
    return since.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(by.reversed()))
        .limit(lines)
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "%6.3f ms, %6.3f times: %.90s",
                    one.getValue().millis() / orders,
                    (double) one.getValue().times() / orders,
                    one.getKey()))
        .toList();
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
