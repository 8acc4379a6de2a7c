package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import io.daybook.projection.ReadModel;
import java.util.EnumSet;
import java.util.Locale;

/**
 * Read models made anew from a log of the sample's invoices, indexes and swap included; and the
 * same projections followed Axon's default way: tracking processors of one thread, one event a
 * transaction. The default is so slow that it follows a slice of such a log, for at most 20
 * seconds; what it does in a second is the baseline.
 */
final class RebuildSuite implements Suite {
  private static final double TIMES = 15;
  private static final double LARGEST_ALONE = 40_000;
  private static final double ALL = 20_000;
  private static final int FIVE_MILLION = 5_000_000;
  private static final int SLICE = 6_000;
  static final int ALMOST_EMPTY = 600;
  private static final String LARGEST = ReadModel.ORDER_HISTORY.title();

  private final Benchmarks benchmarks;

  RebuildSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var quick = benchmarks.isQuick();
    var events = Integer.getInteger("rebuild.events", quick ? 100_000 : 1_000_000);
    benchmarks.report().heading("Read models made anew from a log of %,d events".formatted(events));
    try (var server = new Server()) {
      begin("Axon's default way, of %,d events at most 20 s".formatted(SLICE));
      var defaultAll = baseline(server, EnumSet.allOf(ReadModel.class), "all");
      var defaultLargest = baseline(server, EnumSet.of(ReadModel.ORDER_HISTORY), LARGEST);
      almostEmpty(server);
      var small = rebuild(server, events / 10, defaultAll, defaultLargest);
      var large = rebuild(server, events, defaultAll, defaultLargest);
      compare("ten times the log", large, small);
      if (benchmarks.fiveMillion()) {
        compare("five million", rebuild(server, FIVE_MILLION, defaultAll, defaultLargest), large);
      }
    }
  }

  private void compare(String what, Rates large, Rates small) {
    add("of " + what + ", all", large.all(), small.all(), "the smaller one", 0.9);
    add("of " + what + ", " + LARGEST, large.largest(), small.largest(), "the smaller one", 0.9);
  }

  private double baseline(Server server, EnumSet<ReadModel> models, String what) throws Exception {
    var perSecond = new DefaultFollowers(server, log(server, SLICE)).perSecond(models, SLICE);
    benchmarks.report().add(Row.of("rebuild", "Axon's default way, a slice, " + what, perSecond));
    return perSecond;
  }

  /**
   * What was measured on a log.
   *
   * @param all events of the log a second, with all models at once
   * @param largest the same, with the largest model alone
   */
  private record Rates(double all, double largest) {}

  private Rates rebuild(Server server, int events, double defaultAll, double defaultLargest)
      throws Exception {
    var size = " of %,d events".formatted(events);
    begin("a log" + size);
    var database = log(server, events);
    begin("all models" + size);
    try (var platform = new RebuiltModels(server, database)) {
      var first = events / platform.awaitAll();
      add("all, at the start of a release," + size, first, defaultAll, "Axon's default", TIMES);
      // Of five million, which takes a quarter of an hour, there is no second time.
      var all =
          events < FIVE_MILLION ? again(server, database, platform, events, defaultAll) : first;
      begin(LARGEST + " alone" + size);
      var cpu = Meter.cpuMillis(server, database);
      var alone = events / platform.rebuild(LARGEST);
      noteCpu(cpu, Meter.cpuMillis(server, database), events);
      add(LARGEST + " alone," + size, alone, defaultLargest, "Axon's default", TIMES);
      add(LARGEST + " alone," + size, alone, LARGEST_ALONE, "wanted", 1);
      return new Rates(all, alone);
    }
  }

  private double again(
      Server server, String database, RebuiltModels platform, int events, double defaultAll)
      throws Exception {
    var size = " of %,d events".formatted(events);
    begin("all models again" + size);
    var heap = new HeapInUse();
    var cpu = Meter.cpuMillis(server, database);
    platform.beginAll();
    platform.awaitHalf();
    var half = heap.mebibytes();
    var perSecond = events / platform.awaitAll();
    noteCpu(cpu, Meter.cpuMillis(server, database), events);
    add("all, in a running platform," + size, perSecond, defaultAll, "Axon's default", TIMES);
    add("all, in a running platform," + size, perSecond, ALL, "wanted", 1);
    benchmarks
        .report()
        .note(
            String.format(
                Locale.ROOT,
                "heap in use after a collection: %.0f MiB half way, %.0f MiB afterwards",
                half,
                heap.mebibytes()));
    return perSecond;
  }

  /** What does not depend on who else is busy. */
  private void noteCpu(double[] before, double[] after, int events) {
    var postgres = (after[0] - before[0]) * 1_000 / events;
    var ours = (after[1] - before[1]) * 1_000 / events;
    benchmarks
        .report()
        .note(
            String.format(
                Locale.ROOT,
                "CPU us an event: %.0f PostgreSQL + %.0f platform, so two idle cores do %,.0f a"
                    + " second at most",
                postgres,
                ours,
                2_000_000 / (postgres + ours)));
  }

  private void almostEmpty(Server server) throws Exception {
    begin("a log of " + ALMOST_EMPTY);
    try (var platform = new RebuiltModels(server, log(server, ALMOST_EMPTY))) {
      platform.awaitAll();
      var seconds = platform.rebuild(LARGEST);
      benchmarks
          .report()
          .add(
              new Row(
                  "rebuild",
                  "fixed cost: all that a rebuild of %d events takes".formatted(ALMOST_EMPTY),
                  0,
                  seconds * 1_000,
                  0,
                  "a second",
                  1 / seconds,
                  1.0));
    }
  }

  private void begin(String what) {
    benchmarks.report().begin(what);
  }

  /** A database with a log of so many events. */
  static String log(Server server, int events) throws Exception {
    var database = server.newDatabase();
    append(server, database, events);
    return database;
  }

  static void append(Server server, String database, int events) throws Exception {
    try (var log = new DaybookLog(server, database)) {
      new OrderLives(log.engine(), new SampleInvoices()).append(events);
    }
  }

  private void add(String what, double perSecond, double base, String baseline, double target) {
    benchmarks
        .report()
        .add(
            Row.of("rebuild", what, perSecond)
                .against(baseline, perSecond / base)
                .withTarget(target));
  }
}
