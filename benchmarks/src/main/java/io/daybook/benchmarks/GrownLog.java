package io.daybook.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** A log of a certain size, on a server of its own, and the platform's command role on it. */
final class GrownLog implements AutoCloseable {
  private static final long STEP = 250_000;
  private static final int LOADED_STREAMS = 1_000;
  private static final int LOADED_EVENTS = 10;

  private final long size;
  private final Server server = new Server();
  private final String database = server.newDatabase();
  private final DaybookLog daybook;
  private final List<String> streams;

  private final ThreadLocal<Life> lives = ThreadLocal.withInitial(Life::new);

  /** Where a caller is with its stream. */
  private static final class Life {
    private String id = SampleOrders.newId().toString();
    private int version;
  }

  /**
   * What the server has counted since it started.
   *
   * @param events in the log
   * @param wholePages that are in the write-ahead log because a checkpoint came before their change
   * @param pagesRead of 8 KiB each, from outside the shared buffers
   */
  record State(long events, long walBytes, long wholePages, long pagesRead) {}

  GrownLog(long size) throws SQLException, IOException {
    this.size = size;
    try (var first = new DaybookLog(server, database)) {
      Appends.one(first.engine()); // makes the tables, and is what all others look like
    }
    fill();
    daybook = new DaybookLog(server, database);
    streams = IntStream.range(0, LOADED_STREAMS).mapToObj(this::stream).toList();
  }

  /**
   * Events up to the size, each the first of a stream of its own, by SQL: what the log's own way
   * takes an hour for. The index of streams is made afterwards, its pages as full as random entries
   * leave them.
   */
  private void fill() throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(
          "alter table event_log.domain_event drop constraint domain_event_stream_version_key");
      for (long head = head(statement); head < size; head = head(statement)) {
        statement.execute(
            """
            insert into event_log.domain_event
              (position, stream, version, stream_type, event_id, recorded_at,
               payload_type, payload_revision, payload, metadata)
            select %1$d + n, 'order-' || gen_random_uuid(), 0, e.stream_type, gen_random_uuid()::text,
                   e.recorded_at + interval '1 microsecond' * n,
                   e.payload_type, e.payload_revision, e.payload, e.metadata
              from generate_series(1, least(%2$d, %3$d)) as n,
                   (select * from event_log.domain_event order by position desc limit 1) as e
            """
                .formatted(head, STEP, size - head));
      }
      for (var last :
          List.of(
              "set maintenance_work_mem = '1GB'",
              "create unique index by_stream on event_log.domain_event (stream, version) with (fillfactor = 69)",
              "alter index event_log.by_stream reset (fillfactor)",
              "alter table event_log.domain_event add constraint domain_event_stream_version_key unique using index by_stream",
              "vacuum analyze event_log.domain_event",
              "checkpoint")) {
        statement.execute(last);
      }
    }
  }

  private static long head(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("select max(position) from event_log.domain_event")) {
      row.next();
      return row.getLong(1);
    }
  }

  private String stream(int number) {
    var id = "loaded-" + number;
    var events = new ArrayList<GenericDomainEventMessage<?>>();
    for (int version = 0; version < LOADED_EVENTS; version++) {
      events.add(new GenericDomainEventMessage<>("Order", id, version, SampleOrders.placed()));
    }
    daybook.engine().appendEvents(events);
    return id;
  }

  String named(String what) {
    return "%s at %,d events".formatted(what, size);
  }

  void append() {
    Appends.one(daybook.engine());
  }

  /** The next event of ten, one after another, of a stream that each caller has for itself. */
  void appendNext() {
    var life = lives.get();
    if (life.version == LOADED_EVENTS) {
      life.id = SampleOrders.newId().toString();
      life.version = 0;
    }
    daybook
        .engine()
        .appendEvents(
            new GenericDomainEventMessage<>(
                "Order", life.id, life.version++, SampleOrders.placed()));
  }

  /** Any of a thousand streams. */
  void load() {
    var stream = streams.get(ThreadLocalRandom.current().nextInt(streams.size()));
    var count =
        daybook.engine().readEvents(stream, 0).asStream().peek(event -> event.getPayload()).count();
    if (count != LOADED_EVENTS) {
      throw new IllegalStateException(stream + " has " + count + " events");
    }
  }

  /** Seals all of it, and says how many events that were a second. */
  double seal() throws SQLException {
    if (daybook.seals().sealedUpTo().isPresent()) {
      throw new IllegalStateException("Something was sealed already");
    }
    return perSecond(daybook.seals()::sealNew);
  }

  /** Computes all seals again, and says how many events that were a second. */
  double verify() throws SQLException {
    return perSecond(
        () -> {
          var verdict = daybook.seals().verify(null, _ -> {});
          if (!verdict.intact()) {
            throw new IllegalStateException(verdict.toString());
          }
        });
  }

  private double perSecond(Runnable work) throws SQLException {
    var events = state().events();
    var began = System.nanoTime();
    work.run();
    return events / ((System.nanoTime() - began) / 1e9);
  }

  State state() throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("select pg_stat_force_next_flush()");
      try (var row =
          statement.executeQuery(
              """
              select (select max(position) + 1 from event_log.domain_event), wal_bytes, wal_fpi,
                     (select coalesce(sum(reads), 0) from pg_stat_io where object = 'relation')
                from pg_stat_wal
              """)) {
        row.next();
        return new State(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
      }
    }
  }

  /** How large the table and each of its indexes are. */
  String sizes() throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select string_agg(relname || ' ' || pg_size_pretty(pg_relation_size(oid)), ', ' order by relkind desc, relname)
                  from pg_class
                 where oid = 'event_log.domain_event'::regclass
                    or oid in (select indexrelid from pg_index where indrelid = 'event_log.domain_event'::regclass)
                """)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() throws IOException {
    daybook.close();
    server.close();
  }
}
