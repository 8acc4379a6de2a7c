package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.projection.ReadModel;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
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
    try (var context =
        new SpringApplicationBuilder(Daybook.class)
            .web(WebApplicationType.NONE)
            .run(
                "--daybook.roles=projection",
                "--daybook.database=external",
                "--daybook.log.seal-every=1h",
                "--daybook.log.batch-size=" + batchSize,
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=")) {
      var processing = context.getBean(EventProcessingConfiguration.class);
      var begun = awaitAll(processing, 0, true);
      var statements = count(STATEMENTS);
      var transactions = count(TRANSACTIONS);
      var ended = awaitAll(processing, events - 1, false);
      var orders = (double) events / OrderLives.EVENTS;
      return new Rebuilt(
          events / ((ended - begun) / 1e9),
          (count(STATEMENTS) - statements) / orders,
          (count(TRANSACTIONS) - transactions) / orders);
    }
  }

  private static long awaitAll(
      EventProcessingConfiguration processing, long position, boolean anyIsEnough) {
    while (true) {
      var there =
          Arrays.stream(ReadModel.values())
              .map(model -> reached(processing, model, position))
              .toList();
      if (anyIsEnough ? there.contains(true) : !there.contains(false)) {
        return System.nanoTime();
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  private static boolean reached(
      EventProcessingConfiguration processing, ReadModel model, long position) {
    var segments =
        processing
            .eventProcessor(model.processor(), StreamingEventProcessor.class)
            .orElseThrow()
            .processingStatus()
            .values();
    return !segments.isEmpty()
        && segments.stream()
            .allMatch(segment -> segment.getCurrentPosition().orElse(-1) >= position);
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
