package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The projection role alone, which makes all read models from a log that is there. */
final class ReadModels {
  private static final long LOOK_EVERY_NANOS = 5_000_000;
  private static final String TRANSACTIONS =
      "select xact_commit from pg_stat_database where datname = current_database()";
  private static final String STATEMENTS =
      """
      select coalesce(sum(calls), 0)
        from pg_stat_statements join pg_database on pg_database.oid = dbid
       where datname = current_database() and query !~* '^(begin|commit|set|reset)'
      """;

  private static final String BEGUN =
      "select count(*) from event_log.token_entry where processor_name ~ '_g1$' and token::json ->>"
          + " 'globalIndex' <> '-1'";
  private static final String ENDED =
      "select (count(*) = 0)::int from projection.generation where state <> 'LIVE'";

  private final Server server;
  private final String database;
  private final long events;

  ReadModels(Server server, String database, long events) {
    this.server = server;
    this.database = database;
    this.events = events;
  }

  /**
   * How the read models were made.
   *
   * @param perSecond events of the log, each of which all read models follow
   */
  record Rebuilt(double perSecond, double statementsPerOrder, double transactionsPerOrder) {}

  /** Measures from the first page that is written to the last. */
  Rebuilt rebuild(int batchSize) throws SQLException {
    try (var _ =
        new SpringApplicationBuilder(Daybook.class)
            .web(WebApplicationType.NONE)
            .run(
                "--daybook.roles=projection",
                "--daybook.database=external",
                "--daybook.log.seal-every=1h",
                "--daybook.projections.page-size=" + batchSize,
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=")) {
      var begun = await(BEGUN);
      var statements = count(STATEMENTS);
      var transactions = count(TRANSACTIONS);
      var ended = await(ENDED);
      var orders = (double) events / OrderLives.EVENTS;
      return new Rebuilt(
          events / ((ended - begun) / 1e9),
          (count(STATEMENTS) - statements) / orders,
          (count(TRANSACTIONS) - transactions) / orders);
    }
  }

  private long await(String question) throws SQLException {
    while (count(question) == 0) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return System.nanoTime();
  }

  private long count(String sql) throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
