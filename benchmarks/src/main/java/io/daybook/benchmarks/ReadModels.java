package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.eventstore.FollowersHere;
import io.daybook.projection.ReadModel;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The projection role alone, which makes all read models from a log that is there. */
final class ReadModels {
  private static final long LOOK_EVERY_NANOS = 5_000_000;

  private static final String BEGUN =
      "select count(*) from event_log.token_entry where processor_name ~ '_g1$' and token::json ->> 'globalIndex' <> '-1'";
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
      var meter = new Meter(server, database, null);
      var begun = await(BEGUN);
      var before = meter.read();
      var ended = await(ENDED);
      var spent = meter.read().minus(before);
      var orders = (double) events / OrderLives.EVENTS;
      return new Rebuilt(
          events / ((ended - begun) / 1e9), spent.statements() / orders, spent.commits() / orders);
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

  /** Whether all read models of a platform whose first generations are live have got so far. */
  private static boolean haveFollowed(FollowersHere followers, long position) {
    return Arrays.stream(ReadModel.values())
        .map(model -> followers.positions(model.title() + "_g1").values())
        .allMatch(
            segments -> !segments.isEmpty() && segments.stream().allMatch(at -> at >= position));
  }

  /** Waits until they have. */
  static void awaitAll(FollowersHere followers, long position) {
    while (!haveFollowed(followers, position)) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
