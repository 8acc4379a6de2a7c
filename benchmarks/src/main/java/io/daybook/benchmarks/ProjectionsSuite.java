package io.daybook.benchmarks;

import io.daybook.benchmarks.ReadModels.Rebuilt;
import io.daybook.benchmarks.Results.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All read models, made from a log that is there: page by page, and event by event. */
final class ProjectionsSuite implements Suite {
  private static final int PAGE = 200;
  private static final double TARGET = 5.0;

  private final Benchmarks benchmarks;

  ProjectionsSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var quick = benchmarks.rounds() == 1;
    benchmarks.report().heading("All read models from a log, the projection role alone");
    try (var server = Server.thatCountsStatements()) {
      rebuild(server, quick ? 6_000 : 24_000, PAGE, "warming up");
      var one = rebuild(server, quick ? 3_000 : 12_000, 1, "batches of one event");
      var pages = rebuild(server, quick ? 24_000 : 60_000, PAGE, "batches of 200 events");
      add("batches of one event", one, null);
      add("batches of 200 events", pages, one);
    }
  }

  private Rebuilt rebuild(Server server, int events, int batchSize, String what) throws Exception {
    benchmarks.report().begin(what + ", a log of " + events);
    var database = server.newDatabase();
    try (var log = new DaybookLog(server, database)) {
      new OrderLives(log.engine()).append(events);
    }
    return new ReadModels(server, database, events).rebuild(batchSize);
  }

  private void add(String what, Rebuilt one, @Nullable Rebuilt base) {
    var counts =
        String.format(
            Locale.ROOT,
            "%s: %.1f statements, %.1f commits an order",
            what,
            one.statementsPerOrder(),
            one.transactionsPerOrder());
    var ratio = base == null ? null : Double.valueOf(one.perSecond() / base.perSecond());
    benchmarks
        .report()
        .add(
            new Row(
                "projections",
                counts,
                one.perSecond(),
                0,
                0,
                base == null ? null : "batches of one",
                ratio,
                base == null ? null : Double.valueOf(TARGET)));
  }
}
