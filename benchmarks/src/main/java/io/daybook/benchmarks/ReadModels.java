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
      var meter = new Meter(server, database, null);
      var begun = awaitAll(processing, 0, true);
      var before = meter.read();
      var ended = awaitAll(processing, events - 1, false);
      var spent = meter.read().minus(before);
      var orders = (double) events / OrderLives.EVENTS;
      return new Rebuilt(
          events / ((ended - begun) / 1e9), spent.statements() / orders, spent.commits() / orders);
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

  /** Waits until all read models have reached a position. */
  static void awaitAll(EventProcessingConfiguration processing, long position) {
    var unused = awaitAll(processing, position, false);
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
}
