package io.daybook.benchmarks;

import io.daybook.benchmarks.Results.Row;
import java.util.ArrayList;
import java.util.List;

/** The whole log through the tail, every event deserialized, against COPY out. */
final class ReadingSuite implements Suite {
  private static final int EVENTS = 300_000;

  private final Benchmarks benchmarks;

  ReadingSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    var report = benchmarks.report();
    report.heading("Reading the whole log");
    try (var server = new Server();
        var daybook = new DaybookLog(server);
        var connection = server.connect(daybook.database())) {
      report.begin("a log of " + EVENTS + " events");
      Appends.many(daybook.engine(), EVENTS);
      var copies = new ArrayList<Double>();
      var tails = new ArrayList<Double>();
      for (int round = 0; round <= benchmarks.rounds(); round++) {
        report.begin("COPY out and tail, " + (round == 0 ? "warming up" : "round " + round));
        var copy = PlainRows.copyOut(connection);
        var tail = readAll(daybook);
        if (round > 0) { // the first one warms up
          copies.add(copy);
          tails.add(tail);
        }
      }
      var copy = median(copies);
      var tail = median(tails);
      report.add(Row.of("reading", "COPY out", copy));
      report.add(
          Row.of("reading", "tail, every payload and metadata deserialized", tail)
              .against("COPY out", tail / copy)
              .withTarget(0.5));
    }
  }

  private static double readAll(DaybookLog daybook) throws Exception {
    var start = System.nanoTime();
    try (var stream = daybook.events().openStream(daybook.engine().createTailToken())) {
      for (int i = 0; i < EVENTS; i++) {
        var event = stream.nextAvailable();
        event.getPayload();
        event.getMetaData();
      }
    }
    return EVENTS / ((System.nanoTime() - start) / 1e9);
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
