package io.daybook.benchmarks;

import io.daybook.benchmarks.Load.Result;
import io.daybook.benchmarks.Report.Row;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockItemId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Measures the log. Every row is a ratio to a baseline of the same run, on the same PostgreSQL with
 * fsync on.
 *
 * <pre>
 * ./daybook bench [commands] [streams] [reading] [waking] [orders] [growth] [--quick] [--ten-million]
 * </pre>
 */
public final class Benchmarks {
  private static final int CONNECTIONS = 80;
  private static final int MANY = 64;

  private final Report report = new Report(System.out);
  private final Duration warmUp;
  private final Duration measure;
  private final int rounds;
  private final boolean tenMillion;

  private Benchmarks(boolean quick, boolean tenMillion) {
    this.warmUp = Duration.ofSeconds(quick ? 1 : 3);
    this.measure = Duration.ofSeconds(quick ? 2 : 5);
    this.rounds = quick ? 1 : 3;
    this.tenMillion = tenMillion;
  }

  /** Runs the suites that are named, or all. */
  public static void main(String[] arguments) throws Exception {
    var wanted = List.of(arguments);
    var suites = wanted.stream().filter(word -> !word.startsWith("--")).toList();
    var benchmarks = new Benchmarks(wanted.contains("--quick"), wanted.contains("--ten-million"));
    for (var suite :
        suites.isEmpty()
            ? List.of("commands", "streams", "reading", "waking", "orders", "growth")
            : suites) {
      switch (suite) {
        case "commands" -> benchmarks.commands();
        case "streams" -> benchmarks.streams();
        case "reading" -> benchmarks.reading();
        case "waking" -> benchmarks.waking();
        case "orders" -> benchmarks.orders();
        case "growth" -> benchmarks.growth();
        default -> throw new IllegalArgumentException("No such suite: " + suite);
      }
    }
    benchmarks.report.write(Path.of("benchmarks", "target", "benchmarks.json"), machine());
    System.exit(0);
  }

  /** PlaceOrder and bare appends, against Axon's engine and against plain JDBC. */
  private void commands() throws Exception {
    report.heading("Appending");
    try (var server = new Server();
        var daybook = new DaybookLog(server);
        var axon = new AxonJdbc(server, CONNECTIONS);
        var plain = new PlainRows(server, CONNECTIONS, payload(daybook))) {
      var contenders = new ArrayList<Contender>();
      for (int callers : new int[] {1, 8, 16, 32, 64}) {
        contenders.add(new Contender("one row a commit", callers, plain::insert));
      }
      for (int callers : new int[] {1, 8, MANY}) {
        contenders.add(
            new Contender("Axon JDBC engine, PlaceOrder", callers, () -> place(axon.commands())));
        contenders.add(
            new Contender("Daybook, PlaceOrder", callers, () -> placeNew(daybook.commands())));
        contenders.add(
            new Contender("Axon JDBC engine, append", callers, () -> append(axon.engine())));
        contenders.add(
            new Contender("Daybook engine, append", callers, () -> append(daybook.engine())));
      }
      var results = interleaved(contenders);
      var oneRow = bestOf(results, "one row a commit");
      var copy = plain.copyIn(measure);
      add("commands", oneRow, null, null, null);
      report.add(
          new Row(
              "commands",
              "COPY in, 1,000 rows a commit",
              copy,
              0,
              0,
              "(b)",
              copy / oneRow.result().perSecond(),
              null));
      var loneRow = find(results, "one row a commit", 1);
      add("commands", loneRow, null, null, null);
      var loneAppend = find(results, "Daybook engine, append", 1);
      add("commands", loneAppend, loneRow, "one row a commit, 1 caller", null);
      for (int callers : new int[] {1, 8, MANY}) {
        var axonCommand = find(results, "Axon JDBC engine, PlaceOrder", callers);
        var daybookCommand = find(results, "Daybook, PlaceOrder", callers);
        var daybookAppend = find(results, "Daybook engine, append", callers);
        var axonAppend = find(results, "Axon JDBC engine, append", callers);
        add("commands", axonAppend, oneRow, "(b)", null);
        add("commands", daybookAppend, oneRow, "(b)", Map.of(MANY, 1.8).get(callers));
        add("commands", daybookAppend, axonAppend, "(a)", Map.of(1, 1.0).get(callers));
        add("commands", axonCommand, null, null, null);
        add("commands", daybookCommand, axonCommand, "(a)", Map.of(1, 1.0, MANY, 8.0).get(callers));
        add("commands", daybookCommand, oneRow, "(b)", Map.of(MANY, 1.0).get(callers));
      }
    }
  }

  /** Reservations on streams that exist: one that everybody wants, and many. */
  private void streams() throws Exception {
    report.heading("Reserving stock, 64 callers");
    try (var server = new Server();
        var daybook = new DaybookLog(server);
        var axon = new AxonJdbc(server, CONNECTIONS)) {
      for (int skus : new int[] {1, 100, 10_000}) {
        stock(daybook.commands(), skus);
        stock(axon.commands(), skus);
        var results =
            interleaved(
                List.of(
                    new Contender(
                        "Axon JDBC engine, " + skus + " SKUs",
                        MANY,
                        () -> reserve(axon.commands(), skus)),
                    new Contender(
                        "Daybook, " + skus + " SKUs",
                        MANY,
                        () -> reserve(daybook.commands(), skus))));
        add("streams", results.get(0), null, null, null);
        add("streams", results.get(1), results.get(0), "(a)", null);
      }
    }
  }

  /** The whole log through the tail, every event deserialized, against COPY out. */
  private void reading() throws Exception {
    report.heading("Reading the whole log");
    var events = 300_000;
    try (var server = new Server();
        var daybook = new DaybookLog(server);
        var connection = server.connect(daybook.database())) {
      fill(daybook.engine(), events);
      var copies = new ArrayList<Double>();
      var tails = new ArrayList<Double>();
      for (int round = 0; round <= rounds; round++) {
        var copy = PlainRows.copyOut(connection);
        var tail = readAll(daybook, events);
        if (round > 0) { // the first one warms up
          copies.add(copy);
          tails.add(tail);
        }
      }
      var copy = median(copies);
      var tail = median(tails);
      report.add(new Row("reading", "COPY out", copy, 0, 0, null, null, null));
      report.add(
          new Row(
              "reading",
              "tail, every payload and metadata deserialized",
              tail,
              0,
              0,
              "COPY out",
              tail / copy,
              0.25));
    }
  }

  /** From before an append until a reader has it: in the same process, and in another. */
  private void waking() throws Exception {
    report.heading("From append to reader");
    try (var server = new Server();
        var here = new DaybookLog(server);
        var there = new DaybookLog(server, here.database());
        var own = here.events().openStream(here.engine().createHeadToken());
        var other = there.events().openStream(there.engine().createHeadToken())) {
      var results =
          interleaved(
              List.of(
                  new Contender("reader of this process", 1, () -> appendAndAwait(here, own)),
                  new Contender(
                      "reader of another process", 1, () -> appendAndAwait(here, other))));
      add("waking", results.get(0), null, null, null);
      add("waking", results.get(1), results.get(0), "this process", null);
    }
  }

  private static void appendAndAwait(DaybookLog log, BlockingStream<TrackedEventMessage<?>> reader)
      throws InterruptedException {
    var event = Orders.placed();
    var message = new GenericDomainEventMessage<>("Order", event.orderId().toString(), 0, event);
    log.engine().appendEvents(message);
    while (!reader.nextAvailable().getIdentifier().equals(message.getIdentifier())) {
      // an event of before
    }
  }

  /** Whole orders, with an outside that answers at once, and one that takes its time. */
  private void orders() throws Exception {
    report.heading("Whole orders, from PlaceOrder to OrderConfirmed");
    var few = rounds == 1 ? 200 : 1_000;
    var many = rounds == 1 ? 1_000 : 6_000;
    try (var server = new Server()) {
      double defaults;
      try (var axon = new WholeOrders(server, DocumentedDefaults.class)) {
        axon.confirmedPerSecond(few); // warms up: a saga is a lot of code
        defaults = axon.confirmedPerSecond(few);
      }
      try (var platform = new WholeOrders(server)) {
        platform.confirmedPerSecond(many);
        var atOnce = platform.confirmedPerSecond(many);
        platform.latency(200);
        var late = platform.confirmedPerSecond(many);
        report.add(new Row("orders", "Axon's defaults", defaults, 0, 0, null, null, null));
        report.add(
            new Row(
                "orders", "as delivered", atOnce, 0, 0, "Axon's defaults", atOnce / defaults, 5.0));
        report.add(
            new Row(
                "orders", "answers take 200 ms", late, 0, 0, "as delivered", late / atOnce, 1.0));
      }
    }
  }

  /** Whether a log that has grown is slower. */
  private void growth() throws Exception {
    report.heading("Growth, appends of 64 callers and loads of a stream of 10 events");
    try (var server = new Server();
        var daybook = new DaybookLog(server)) {
      var engine = daybook.engine();
      Contender appends = new Contender("append", MANY, () -> append(engine));
      @Nullable Measured first = null;
      @Nullable Measured firstLoad = null;
      long size = 0;
      for (long target :
          tenMillion
              ? new long[] {10_000, 1_000_000, 10_000_000}
              : new long[] {10_000, 1_000_000}) {
        fill(engine, target - size);
        var streams = IntStream.range(0, 1_000).mapToObj(i -> stream(engine, target, i)).toList();
        var rate = interleaved(List.of(appends)).getFirst();
        var load =
            interleaved(
                    List.of(
                        new Contender(
                            "load",
                            1,
                            () ->
                                read(
                                    engine,
                                    streams.get(
                                        ThreadLocalRandom.current().nextInt(streams.size()))))))
                .getFirst();
        size = daybook.engine().createHeadToken().position().orElse(0);
        add(
            "growth",
            rate.named("append at " + target + " events, 64 callers"),
            first,
            "the smallest",
            first == null ? null : Double.valueOf(0.9));
        add(
            "growth",
            load.named("load of 10 events at " + target + " events"),
            firstLoad,
            "the smallest",
            firstLoad == null ? null : Double.valueOf(0.9));
        first = first == null ? rate : first;
        firstLoad = firstLoad == null ? load : firstLoad;
      }
    }
  }

  private record Contender(String name, int callers, Load.Operation operation) {}

  private record Measured(String name, int callers, Result result) {
    Measured named(String other) {
      return new Measured(other, callers, result);
    }
  }

  /** Each contender in turn, several rounds of it, so that a noisy minute is nobody's alone. */
  private List<Measured> interleaved(List<Contender> contenders) throws Exception {
    var all = new ArrayList<List<Result>>();
    contenders.forEach(_ -> all.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        var one = contenders.get(i);
        all.get(i).add(Load.run(one.callers(), warmUp, measure, one.operation()));
      }
    }
    var measured = new ArrayList<Measured>();
    for (int i = 0; i < contenders.size(); i++) {
      var sorted =
          all.get(i).stream().sorted(Comparator.comparingDouble(Result::perSecond)).toList();
      measured.add(
          new Measured(
              contenders.get(i).name(),
              contenders.get(i).callers(),
              sorted.get(sorted.size() / 2)));
    }
    return measured;
  }

  private void add(
      String suite,
      Measured one,
      @Nullable Measured base,
      @Nullable String baseName,
      @Nullable Double target) {
    var result = one.result();
    report.add(
        new Row(
            suite,
            one.name() + ", " + one.callers() + (one.callers() == 1 ? " caller" : " callers"),
            result.perSecond(),
            result.p50Millis(),
            result.p99Millis(),
            baseName,
            base == null ? null : result.perSecond() / base.result().perSecond(),
            target));
  }

  private static Measured bestOf(List<Measured> results, String name) {
    return results.stream()
        .filter(one -> one.name().equals(name))
        .max(Comparator.comparingDouble(one -> one.result().perSecond()))
        .orElseThrow();
  }

  private static Measured find(List<Measured> results, String name, int callers) {
    return results.stream()
        .filter(one -> one.name().equals(name) && one.callers() == callers)
        .findFirst()
        .orElseThrow();
  }

  private static void place(CommandGateway commands) {
    commands.sendAndWait(Orders.place());
  }

  /** As the REST API does, which has looked for the order when it read the prices. */
  private static void placeNew(CommandGateway commands) {
    commands.sendAndWait(
        new GenericCommandMessage<>(Orders.place(), Map.of(MetadataKeys.PRESUMED_NEW, "true")));
  }

  private static void append(EventStorageEngine engine) {
    var event = Orders.placed();
    engine.appendEvents(
        new GenericDomainEventMessage<>("Order", event.orderId().toString(), 0, event));
  }

  private static void stock(CommandGateway commands, int skus) {
    for (int sku = 0; sku < skus; sku++) {
      commands.sendAndWait(new ReceiveStock(stockItem(skus, sku), "delivery", 100_000_000));
    }
  }

  private static void reserve(CommandGateway commands, int skus) {
    var sku = ThreadLocalRandom.current().nextInt(skus);
    commands.sendAndWait(new ReserveStock(stockItem(skus, sku), Orders.newId(), 1));
  }

  private static StockItemId stockItem(int skus, int sku) {
    return new StockItemId(new Sku("SKU-" + skus + "-" + sku));
  }

  private static void fill(EventStorageEngine engine, long events) {
    for (long done = 0; done < events; done += 1_000) {
      var batch = new ArrayList<GenericDomainEventMessage<?>>();
      for (int i = 0; i < Math.min(1_000, events - done); i++) {
        var event = Orders.placed();
        batch.add(new GenericDomainEventMessage<>("Order", event.orderId().toString(), 0, event));
      }
      engine.appendEvents(batch);
    }
  }

  private static String stream(EventStorageEngine engine, long target, int number) {
    var id = "order-" + target + "-" + number;
    var events = new ArrayList<GenericDomainEventMessage<?>>();
    for (int version = 0; version < 10; version++) {
      events.add(new GenericDomainEventMessage<>("Order", id, version, Orders.placed()));
    }
    engine.appendEvents(events);
    return id;
  }

  private static void read(EventStorageEngine engine, String stream) {
    var count = engine.readEvents(stream, 0).asStream().peek(event -> event.getPayload()).count();
    if (count != 10) {
      throw new IllegalStateException(stream + " has " + count + " events");
    }
  }

  private static double readAll(DaybookLog daybook, int events) throws Exception {
    var start = System.nanoTime();
    try (var stream = daybook.events().openStream(daybook.engine().createTailToken())) {
      for (int i = 0; i < events; i++) {
        var event = stream.nextAvailable();
        event.getPayload();
        event.getMetaData();
      }
    }
    return events / ((System.nanoTime() - start) / 1e9);
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String payload(DaybookLog daybook) throws SQLException {
    append(daybook.engine());
    return daybook.aPayload();
  }

  private static String machine() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + Runtime.getRuntime().maxMemory() / (1 << 20)
        + " MiB heap, Java "
        + Runtime.version();
  }
}
