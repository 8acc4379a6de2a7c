package io.daybook.benchmarks;

import com.google.errorprone.annotations.FormatMethod;
import io.daybook.benchmarks.Load.Result;
import io.daybook.benchmarks.Results.Row;
import io.daybook.benchmarks.TellingTrial.Backlog;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Kafka is told of what is in the log: by the relay, by an outbox table that is polled, and by
 * Debezium's embedded engine. Each has a log of its own made from the same invoices, and a process
 * of its own; PostgreSQL, the broker, who appends and who consumes share the cores with it.
 */
final class RelaySuite implements Suite {
  private static final double WANTED_PER_SECOND = 15_000;
  private static final double WANTED_MILLIS = 100;
  private static final int HOUR = 3_600;
  private static final Duration OFTEN = Duration.ofMillis(10);

  private final Benchmarks benchmarks;
  private final int events;
  private final Duration steady;

  RelaySuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
    this.events = Integer.getInteger("relay.events", benchmarks.isQuick() ? 30_000 : 200_000);
    this.steady = Duration.ofSeconds(benchmarks.isQuick() ? 5 : 20);
  }

  @Override
  public void run() throws Exception {
    benchmarks
        .report()
        .heading("Kafka is told of the log: a backlog of %,d events".formatted(events));
    try (var server = Server.thatCanBeDecoded();
        var broker = new BrokerProcess()) {
      if (Boolean.getBoolean("relay.steady")) { // beside nobody: while the relay is worked on
        try (var trial =
            new TellingTrial(
                server, broker, new RelayTeller(server, broker, server.newDatabase()))) {
          trial.start();
          addSteady("relay", trial.steady(steady));
        }
        return;
      }
      var alone = alone(server, broker);
      try (var replica = new Server()) {
        var before = appendsAlone(replica);
        addAppends("with wal_level=replica, nobody told", before, alone);
      }
      trial(server, broker, alone, new RelayTeller(server, broker, server.newDatabase()), true);
      for (var rest : List.of(OFTEN, Duration.ofMillis(100))) {
        var teller = new PolledTeller(server, broker, server.newDatabase(), rest);
        trial(server, broker, alone, teller, rest.equals(OFTEN));
      }
      for (var poll : List.of(OFTEN, Duration.ofMillis(500))) {
        var teller = new DebeziumTeller(server, broker, server.newDatabase(), poll);
        trial(server, broker, alone, teller, poll.equals(OFTEN));
      }
      holes(server);
    }
  }

  /** What appends cost when nobody is told of them. */
  private Result alone(Server server, BrokerProcess broker) throws Exception {
    begin("appends, and nobody is told");
    var result = appendsAlone(server);
    benchmarks.report().add(row("appends, 64 callers, nobody told", result));
    var database = server.newDatabase();
    try (var log = new DaybookLog(server, database);
        var nobody = new Told(broker, "nobody\\..*")) {
      var orders = new OrderLives(log.engine(), new SampleInvoices());
      var paced = new SteadyEvents(log.engine(), orders, nobody);
      var unused = paced.append(TellingTrial.PER_SECOND, Duration.ofSeconds(2));
      var before = Meter.cpuMillis(server, database)[0];
      unused = paced.append(TellingTrial.PER_SECOND, steady);
      var cpu = (Meter.cpuMillis(server, database)[0] - before) * 1_000;
      note(
          "CPU us an event: %.1f PostgreSQL", cpu / (TellingTrial.PER_SECOND * steady.toSeconds()));
    }
    return result;
  }

  private Result appendsAlone(Server server) throws Exception {
    try (var log = new DaybookLog(server)) {
      return Load.run(
          Benchmarks.MANY,
          benchmarks.measure(),
          benchmarks.measure(),
          () -> Appends.one(log.engine()));
    }
  }

  /**
   * Everything with one teller.
   *
   * @param whole also what it does after it was away; else only what depends on how often it looks
   */
  private void trial(
      Server server, BrokerProcess broker, Result alone, Teller teller, boolean whole)
      throws Exception {
    begin(teller.name());
    try (var trial = new TellingTrial(server, broker, teller)) {
      if (whole) {
        begin(teller.name() + ": a backlog");
        var backlog = trial.backlog(events);
        var plain = PlainProducing.of(broker, teller, backlog.messages());
        addBacklog(teller, backlog, plain);
        begin(teller.name() + ": a backlog, warm");
        addWarm(teller, trial.warm(events));
        begin(teller.name() + ": a backlog, and new events meanwhile");
        addMeanwhile(teller, trial.meanwhile(events / 2, steady));
      } else {
        trial.start();
      }
      begin(teller.name() + ": a steady rate");
      addSteady(teller.name(), trial.steady(steady));
      begin(teller.name() + ": nothing happens");
      note("at rest: %s", trial.idle(benchmarks.measure()));
      begin(teller.name() + ": appends");
      addAppends(teller.name(), trial.appends(benchmarks.measure(), benchmarks.measure()), alone);
      note("%s in all", trial.faults());
    }
  }

  private void addBacklog(Teller teller, Backlog backlog, PlainProducing plain) {
    var what = teller.name() + ": a backlog, messages";
    var report = benchmarks.report();
    report.add(Row.of("relay", "the same messages, a plain producer", plain.perSecond()));
    report.add(
        Row.of("relay", what, backlog.perSecond())
            .against("a plain producer", backlog.perSecond() / plain.perSecond()));
    report.add(
        Row.of("relay", what, backlog.perSecond())
            .against("wanted", backlog.perSecond() / WANTED_PER_SECOND)
            .withTarget(1));
    note("%,d messages of %,d bytes each; %s", backlog.messages(), plain.bytes(), backlog.cpu());
    note("%.1f s from its start until all was told", backlog.seconds());
    note(
        "while it was away: %,.0f events appended a second, %.1f MB kept; %s",
        backlog.appended(), backlog.bytesKept() / 1e6, backlog.kept());
    note("afterwards: %s", backlog.keptAfterwards());
    note(
        "extrapolated to an hour at 1,000 events a second: %,.0f MB kept, %.0f s to catch up",
        backlog.bytesKept() / 1e6 / events * HOUR * TellingTrial.PER_SECOND,
        (double) HOUR
            * TellingTrial.PER_SECOND
            * backlog.messages()
            / events
            / backlog.perSecond());
  }

  private void addWarm(Teller teller, TellingTrial.Warm warm) {
    benchmarks
        .report()
        .add(
            Row.of("relay", teller.name() + ": a backlog, warm", warm.perSecond())
                .against("wanted", warm.perSecond() / WANTED_PER_SECOND)
                .withTarget(1));
    note("%,d messages; %s", warm.messages(), warm.cpu());
  }

  private void addMeanwhile(Teller teller, TellingTrial.Meanwhile meanwhile) {
    benchmarks
        .report()
        .add(row(teller.name() + ": new events while it catches up", meanwhile.waited()));
    note("with them it has caught up %.1f s after its start at most", meanwhile.caughtUpAfter());
  }

  private void addSteady(String who, TellingTrial.Steady steady) {
    benchmarks
        .report()
        .add(
            row(who + ": append to consumer", steady.waited())
                .against("100 ms", WANTED_MILLIS / steady.waited().p99Millis())
                .withTarget(1));
    note("in the log itself after %.1f ms, p99; %s", steady.inLogMillis(), steady.cpu());
  }

  private void addAppends(String who, Result result, Result alone) {
    benchmarks
        .report()
        .add(
            row("appends, 64 callers, " + who, result)
                .against("nobody told", result.perSecond() / alone.perSecond()));
  }

  private void holes(Server server) throws Exception {
    begin("an outbox table that many transactions write");
    var seen = new OutboxHoles(server, benchmarks.isQuick() ? 16_000 : 48_000).count();
    note(
        "an outbox table that 16 callers write, %,d transactions: %,d rows never read by who"
            + " remembers the last id, %,d sent by one of two pollers after a later one of its key",
        seen.written(), seen.lost(), seen.outOfOrder());
  }

  private static Row row(String what, Result result) {
    return new Row(
        "relay",
        what,
        result.perSecond(),
        result.p50Millis(),
        result.p99Millis(),
        null,
        null,
        null);
  }

  private void begin(String what) {
    benchmarks.report().begin(what);
  }

  @FormatMethod
  private void note(String text, Object... values) {
    benchmarks.report().note(String.format(Locale.ROOT, text, values));
  }
}
