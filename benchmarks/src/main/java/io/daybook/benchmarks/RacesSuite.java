package io.daybook.benchmarks;

import static io.daybook.benchmarks.Benchmarks.MANY;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Two processes on one log, some of whose appends lose a race for their version and are made again
 * on another. What counts is what was appended: with a fifth of all attempts lost, four fifths
 * would be free of charge.
 */
final class RacesSuite implements Suite {
  private static final int LOST_PERCENT = 20;
  private static final int STREAMS = 2_000;
  private static final double TARGET = 0.6;

  private final Benchmarks benchmarks;

  RacesSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("Two processes, 64 callers");
    try (var server = new Server();
        var here = new DaybookLog(server);
        var there = new DaybookLog(server, here.database())) {
      var taken = Stream.generate(Appends::event).limit(STREAMS).toList();
      here.engine().appendEvents(taken);
      var engines = List.of(here.engine(), there.engine());
      var results =
          benchmarks.interleaved(
              List.of(
                  new Contender("no race is lost", MANY, () -> append(engines, taken, 0)),
                  new Contender(
                      LOST_PERCENT + " % of the races are lost",
                      MANY,
                      () -> append(engines, taken, LOST_PERCENT))));
      benchmarks.add("races", results.get(0), null, null, null);
      benchmarks.add("races", results.get(1), results.get(0), "none lost", TARGET);
    }
  }

  private static void append(
      List<EventStorageEngine> engines,
      List<? extends GenericDomainEventMessage<?>> taken,
      int lostPercent) {
    var random = ThreadLocalRandom.current();
    var engine = engines.get(random.nextInt(engines.size()));
    while (random.nextInt(100) < lostPercent) {
      lose(engine, taken.get(random.nextInt(STREAMS)));
    }
    Appends.one(engine);
  }

  /** Another event has this version of the stream. */
  private static void lose(EventStorageEngine engine, GenericDomainEventMessage<?> taken) {
    try {
      engine.appendEvents(
          new GenericDomainEventMessage<>(
              taken.getType(), taken.getAggregateIdentifier(), 0, taken.getPayload()));
    } catch (ConcurrencyException lost) {
      return;
    }
    throw new IllegalStateException("A version was given away twice");
  }
}
