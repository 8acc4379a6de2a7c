package io.daybook.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What was spent up to a moment: the statements and commits of a database, and the processor time
 * of this JVM and of PostgreSQL, as Linux counts it.
 *
 * @param statements without those that begin and end transactions
 */
record OrderCosts(double statements, double commits, double jvmMillis, double postgresMillis) {
  private static final double MILLIS_PER_TICK = 10;
  private static final int PARENT = 1;
  private static final int USER_TICKS = 11;

  private static final String COUNTS =
      """
      select (select coalesce(sum(calls), 0) from pg_stat_statements join pg_database on pg_database.oid = dbid
               where datname = current_database() and query !~* '^(begin|commit|set|reset|rollback)'),
             (select xact_commit from pg_stat_database where datname = current_database()),
             split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint
      """;

  static OrderCosts now(Server server, String database) throws SQLException, IOException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(COUNTS)) {
      row.next();
      var jvm = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new OrderCosts(
          row.getLong(1),
          row.getLong(2),
          jvm.getProcessCpuTime() / 1e6,
          ticksOf(row.getLong(3)) * MILLIS_PER_TICK);
    }
  }

  /** What was spent since then, for each of so many. */
  OrderCosts each(OrderCosts before, double orders) {
    return new OrderCosts(
        (statements - before.statements) / orders,
        (commits - before.commits) / orders,
        (jvmMillis - before.jvmMillis) / orders,
        (postgresMillis - before.postgresMillis) / orders);
  }

  /** As a line of a report. */
  String inWords() {
    return String.format(
        Locale.ROOT,
        "%.1f statements, %.1f commits, CPU ms: JVM %.1f + PostgreSQL %.1f",
        statements,
        commits,
        jvmMillis,
        postgresMillis);
  }

  private static long ticksOf(long postmaster) throws IOException {
    var ticks = 0L;
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        ticks += ticksOf(process, postmaster);
      }
    }
    return ticks;
  }

  private static long ticksOf(Path process, long postmaster) {
    try {
      var stat = Files.readString(process.resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      var isIts =
          Long.parseLong(fields[PARENT]) == postmaster
              || process.endsWith(Long.toString(postmaster));
      return isIts
          ? Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])
          : 0;
    } catch (IOException ended) { // while it was read, or before
      return 0;
    }
  }
}
