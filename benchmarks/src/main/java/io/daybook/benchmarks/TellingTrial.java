package io.daybook.benchmarks;

import io.daybook.benchmarks.Load.Result;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One teller on a log of its own: what it does with a backlog, and at a steady rate. */
final class TellingTrial implements AutoCloseable {
  static final int PER_SECOND = 1_000;
  private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("relay.warm", 30));
  private static final double WARMING_UP = 0.25;

  private final Server server;
  private final String database;
  private final BrokerProcess broker;
  private final Teller teller;
  private final DaybookLog log;
  private final OrderLives orders;
  private final Told told;
  private final Connection connection;
  private Process process;

  /** Begins with a few events, so that everything is there that is made once. */
  TellingTrial(Server server, BrokerProcess broker, Teller teller) throws Exception {
    this.server = server;
    this.database = teller.database();
    this.broker = broker;
    this.teller = teller;
    log = new DaybookLog(server, database);
    orders = new OrderLives(log.engine(), new SampleInvoices());
    connection = server.connect(database);
    broker.createTopics(teller.topics(), ToldTypes.FEATURES);
    told = new Told(broker, teller.topics().replace(".", "\\.") + ".*");
    teller.prepare(connection);
    process = teller.start();
    orders.append(1_000);
    awaitAll();
    Teller.end(process);
  }

  /**
   * What became of a backlog.
   *
   * @param appended events of it a second, all that the teller has to do with an append included
   * @param messages told of it
   * @param perSecond messages, after the first quarter, in which the compiler is at work
   * @param seconds from the start of the process until the last message came
   * @param bytesKept in the database while the teller was away
   * @param kept the same in words
   * @param keptAfterwards what is left of them when all is told
   */
  record Backlog(
      double appended,
      int messages,
      double perSecond,
      double seconds,
      long bytesKept,
      String kept,
      String keptAfterwards,
      String cpu) {}

  /** Appends events while the teller is away, and starts it. */
  Backlog backlog(int events) throws Exception {
    var before = told.count();
    var bytes = teller.bytesKept(connection);
    var start = System.nanoTime();
    orders.append(events);
    var appended = events / ((System.nanoTime() - start) / 1e9);
    checkpoint();
    var bytesKept = teller.bytesKept(connection) - bytes;
    var kept = teller.kept(connection);
    start = System.nanoTime();
    var cpu = cpu();
    process = teller.start();
    var all = awaitAll();
    var seconds = (System.nanoTime() - start) / 1e9;
    var messages = all - before;
    var spent = cpu().minus(cpu).perEvent(messages);
    checkpoint();
    return new Backlog(
        appended,
        messages,
        told.perSecond(before + (int) (messages * WARMING_UP), all),
        seconds,
        bytesKept,
        kept,
        teller.kept(connection),
        spent);
  }

  /** A second backlog: its process stands still meanwhile, and its compiler has done its work. */
  record Warm(int messages, double perSecond, String cpu) {}

  /** Appends events while the teller stands still, and lets it go on. */
  Warm warm(int events) throws Exception {
    var before = told.count();
    signal("-STOP");
    try {
      orders.append(events);
    } finally {
      signal("-CONT");
    }
    var cpu = cpu();
    var all = awaitAll();
    var messages = all - before;
    return new Warm(messages, told.perSecond(before, all), cpu().minus(cpu).perEvent(messages));
  }

  private void signal(String which) throws IOException, InterruptedException {
    var unused =
        new ProcessBuilder("kill", which, Long.toString(process.pid()))
            .inheritIO()
            .start()
            .waitFor();
  }

  /** Starts the teller, which has nothing to make up for. */
  void start() throws IOException {
    process = teller.start();
  }

  /**
   * What those see who are told at a steady rate.
   *
   * @param appendedPerSecond events that were appended, of which not all are told
   * @param inLogMillis after how long they were in the log themselves, at the 99th percentile
   */
  record Steady(double appendedPerSecond, double inLogMillis, Result waited, String cpu) {}

  /** With a teller that keeps up. */
  Steady steady(Duration time) throws Exception {
    var events = new SteadyEvents(log.engine(), orders, told);
    var unused = events.append(PER_SECOND, WARM_UP);
    awaitAll();
    var before = told.timed();
    var cpu = cpu();
    var rate = events.append(PER_SECOND, time);
    var all = awaitAll();
    var spent = cpu().minus(cpu).perEvent((int) (PER_SECOND * time.toMillis() / 1_000));
    return new Steady(rate, events.inLogMillis(), told.waited(before, rate), spent);
  }

  /**
   * What those see who are told of new events while a backlog is made up for.
   *
   * @param caughtUpAfter seconds from the start of the process, at most
   */
  record Meanwhile(double caughtUpAfter, Result waited) {}

  /** Ends the teller, appends a backlog, and goes on with new events while it catches up. */
  Meanwhile meanwhile(int backlog, Duration time) throws Exception {
    Teller.end(process);
    orders.append(backlog);
    var before = told.timed();
    var start = System.nanoTime();
    process = teller.start();
    var rate = new SteadyEvents(log.engine(), orders, told).append(PER_SECOND, time);
    awaitAll();
    return new Meanwhile((System.nanoTime() - start) / 1e9, told.waited(before, rate));
  }

  /** CPU milliseconds of a second in which nothing happens. */
  String idle(Duration time) throws Exception {
    var before = cpu();
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
    return cpu().minus(before).perSecond(time);
  }

  /** How many single events 64 callers append in a second beside the teller. */
  Result appends(Duration warmUp, Duration time) throws Exception {
    return Load.run(Benchmarks.MANY, warmUp, time, () -> Appends.one(log.engine()));
  }

  /** What should be nothing, in words. */
  String faults() {
    return "%d doubled, %d out of order".formatted(told.doubled(), told.outOfOrder());
  }

  private int awaitAll() throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from event_log.domain_event where payload_type in ('%s')"
                    .formatted(ToldTypes.names("', '")))) {
      row.next();
      var all = row.getInt(1);
      told.await(all);
      return all;
    }
  }

  private void checkpoint() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  private record Cpu(double postgres, double teller, double broker) {
    Cpu minus(Cpu before) {
      return new Cpu(postgres - before.postgres, teller - before.teller, broker - before.broker);
    }

    String perEvent(int events) {
      return words(1_000.0 / events, "us an event");
    }

    String perSecond(Duration time) {
      return words(1_000.0 / time.toMillis(), "ms a second");
    }

    private String words(double factor, String unit) {
      return String.format(
          Locale.ROOT,
          "CPU %s: %.1f PostgreSQL + %.1f teller + %.1f broker",
          unit,
          postgres * factor,
          teller * factor,
          broker * factor);
    }
  }

  private Cpu cpu() throws SQLException {
    return new Cpu(
        Meter.cpuMillis(server, database)[0],
        Meter.millis(process.toHandle()),
        Meter.millis(broker.handle()));
  }

  @Override
  public void close() throws SQLException {
    Teller.end(process);
    told.close();
    log.close();
    teller.leave(connection);
    connection.close();
  }
}
