package io.daybook.benchmarks;

import static io.daybook.benchmarks.Benchmarks.MANY;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Whether a log that has grown is slower. */
final class GrowthSuite implements Suite {
  private static final long STEP = 250_000;

  private final Benchmarks benchmarks;

  GrowthSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("Growth, appends of 64 callers and loads of a stream of 10 events");
    try (var server = new Server()) {
      var database = server.newDatabase();
      @Nullable Measured first = null;
      @Nullable Measured firstLoad = null;
      for (long target : sizes()) {
        benchmarks.report().begin("a log of " + target + " events");
        fill(server, database, target);
        try (var daybook = new DaybookLog(server, database)) {
          var engine = daybook.engine();
          var loads = loads(engine, target);
          var append = new Contender("append", MANY, () -> Appends.one(engine));
          var rate = benchmarks.interleaved(List.of(append)).getFirst();
          var load = benchmarks.interleaved(List.of(loads)).getFirst();
          add(rate.named("append at " + target + " events, 64 callers"), first);
          add(load.named("load of 10 events at " + target + " events"), firstLoad);
          first = first == null ? rate : first;
          firstLoad = firstLoad == null ? load : firstLoad;
        }
      }
    }
  }

  private List<Long> sizes() {
    var sizes = new ArrayList<Long>(List.of(1_000_000L));
    if (benchmarks.tenMillion()) {
      sizes.add(10_000_000L);
    }
    if (benchmarks.thirtyMillion()) {
      sizes.add(30_000_000L);
    }
    return sizes;
  }

  /**
   * Up to so many events, each the first of a stream of its own, by SQL: what the log's own way
   * takes an hour for. The indexes grow as they would.
   */
  private static void fill(Server server, String database, long target) throws SQLException {
    try (var daybook = new DaybookLog(server, database)) {
      Appends.one(daybook.engine()); // makes the tables, and is what all others look like
    }
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      for (long head = head(statement); head < target; head = head(statement)) {
        statement.execute(
            """
            insert into event_log.domain_event
              (position, stream, version, stream_type, event_id, recorded_at,
               payload_type, payload_revision, payload, metadata)
            select %d + n, 'order-' || gen_random_uuid(), 0, e.stream_type, gen_random_uuid()::text, e.recorded_at,
                   e.payload_type, e.payload_revision, e.payload, e.metadata
              from generate_series(1, least(%d, %d)) as n,
                   (select * from event_log.domain_event order by position desc limit 1) as e
            """
                .formatted(head, STEP, target - head));
      }
      statement.execute("vacuum analyze event_log.domain_event");
      statement.execute("checkpoint");
    }
  }

  private static long head(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("select max(position) from event_log.domain_event")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void add(Measured one, @Nullable Measured first) {
    var target = first == null ? null : Double.valueOf(0.95);
    benchmarks.add("growth", one, first, "a million", target);
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
