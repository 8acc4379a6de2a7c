package io.daybook.benchmarks;

import static io.daybook.benchmarks.Benchmarks.MANY;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Whether a log that has grown is slower. */
final class GrowthSuite implements Suite {
  private final Benchmarks benchmarks;

  GrowthSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("Growth, appends of 64 callers and loads of a stream of 10 events");
    try (var server = new Server();
        var daybook = new DaybookLog(server)) {
      var engine = daybook.engine();
      Contender appends = new Contender("append", MANY, () -> Appends.one(engine));
      @Nullable Measured first = null;
      @Nullable Measured firstLoad = null;
      long size = 0;
      for (long target :
          benchmarks.tenMillion()
              ? new long[] {10_000, 1_000_000, 10_000_000}
              : new long[] {10_000, 1_000_000}) {
        benchmarks.report().begin("a log of " + target + " events");
        Appends.many(engine, target - size);
        var loads = loads(engine, target);
        var rate = benchmarks.interleaved(List.of(appends)).getFirst();
        var load = benchmarks.interleaved(List.of(loads)).getFirst();
        size = daybook.engine().createHeadToken().position().orElse(0);
        add(rate.named("append at " + target + " events, 64 callers"), first);
        add(load.named("load of 10 events at " + target + " events"), firstLoad);
        first = first == null ? rate : first;
        firstLoad = firstLoad == null ? load : firstLoad;
      }
    }
  }

  private void add(Measured one, @Nullable Measured first) {
    var target = first == null ? null : Double.valueOf(0.9);
    benchmarks.add("growth", one, first, "the smallest", target);
  }

  /** Of any of a thousand streams, which are appended first. */
  private static Contender loads(EventStorageEngine engine, long target) {
    var streams = IntStream.range(0, 1_000).mapToObj(i -> stream(engine, target, i)).toList();
    return new Contender(
        "load",
        1,
        () -> read(engine, streams.get(ThreadLocalRandom.current().nextInt(streams.size()))));
  }

  private static String stream(EventStorageEngine engine, long target, int number) {
    var id = "order-" + target + "-" + number;
    var events = new ArrayList<GenericDomainEventMessage<?>>();
    for (int version = 0; version < 10; version++) {
      events.add(new GenericDomainEventMessage<>("Order", id, version, SampleOrders.placed()));
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
}
