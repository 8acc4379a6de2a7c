package io.daybook.eventstore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Axon's event store: loads an aggregate in one round trip, and reads the log from its tail. */
final class LogEventStore extends AbstractEventStore {
  private static final Logger log = LoggerFactory.getLogger(LogEventStore.class);

  private static final StreamCache.Entry EMPTY = new StreamCache.Entry(null, List.of(), -1);

  private final EventTable table;
  private final EventReader reader;
  private final StreamCache cache;
  private final LogTail tail;

  LogEventStore(
      Builder builder, EventTable table, EventReader reader, StreamCache cache, LogTail tail) {
    super(builder);
    this.table = table;
    this.reader = reader;
    this.cache = cache;
    this.tail = tail;
  }

  @Override
  public DomainEventStream readEvents(String stream) {
    var entry = load(stream);
    var staged = new ArrayList<DomainEventMessage<?>>(stagedDomainEventMessages(stream).toList());
    var last = staged.isEmpty() ? entry.lastVersion() : staged.getLast().getSequenceNumber();
    var events = Stream.concat(entry.events().stream(), staged.stream());
    var snapshot = entry.snapshot();
    return DomainEventStream.of(
        snapshot == null ? events : Stream.concat(reader.inStream(List.of(snapshot)), events),
        () -> last < 0 ? null : last);
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return tail.openStream(token);
  }

  @Override
  protected void prepareCommit(List<? extends EventMessage<?>> events) {
    try {
      super.prepareCommit(events);
    } catch (ConcurrencyException lost) {
      events.forEach(this::existsAfterAll);
      throw lost;
    }
    remember(events);
  }

  private StreamCache.Entry load(String stream) {
    var known = cache.get(stream);
    if (known == null && isPresumedNew()) {
      return EMPTY;
    }
    var entry = known == null ? loadAll(stream) : withNews(stream, known);
    if (entry.lastVersion() >= 0) {
      cache.put(stream, entry);
    }
    return entry;
  }

  private static boolean isPresumedNew() {
    return CurrentUnitOfWork.isStarted()
        && CurrentUnitOfWork.get()
            .getMessage()
            .getMetaData()
            .containsKey(MetadataKeys.PRESUMED_NEW);
  }

  private void existsAfterAll(EventMessage<?> event) {
    if (event instanceof DomainEventMessage<?> domainEvent
        && domainEvent.getSequenceNumber() == 0) {
      cache.put(domainEvent.getAggregateIdentifier(), EMPTY);
    }
  }

  private StreamCache.Entry withNews(String stream, StreamCache.Entry known) {
    return readOn(stream, known, table.readStream(stream, known.lastVersion() + 1));
  }

  private StreamCache.Entry loadAll(String stream) {
    var rows = table.load(stream);
    var first = rows.isEmpty() ? null : rows.getFirst();
    if (first == null || !first.isSnapshot()) {
      return readOn(stream, EMPTY, rows);
    }
    if (!reader.isCurrent(first)) {
      log.info("The snapshot of {} is of another release; reading all of its events", stream);
      return withNews(stream, EMPTY);
    }
    var entry = new StreamCache.Entry(first, List.of(), first.version());
    return readOn(stream, entry, rows.subList(1, rows.size()));
  }

  /** Adds a page of rows, and further pages while they are full. */
  private StreamCache.Entry readOn(
      String stream, StreamCache.Entry start, List<EventRow> firstPage) {
    var entry = start;
    var rows = firstPage;
    while (!rows.isEmpty()) {
      entry = entry.with(reader.inStream(rows).toList(), rows.getLast().version());
      rows =
          rows.size() < EventTable.PAGE
              ? List.of()
              : table.readStream(stream, entry.lastVersion() + 1);
    }
    return entry;
  }

  /** What this node has just appended it need not read back. */
  private void remember(List<? extends EventMessage<?>> events) {
    var byStream = new LinkedHashMap<String, List<DomainEventMessage<?>>>();
    for (var event : events) {
      if (event instanceof DomainEventMessage<?> domainEvent) {
        byStream
            .computeIfAbsent(domainEvent.getAggregateIdentifier(), _ -> new ArrayList<>())
            .add(domainEvent);
      }
    }
    byStream.forEach(
        (stream, appended) -> {
          var known = Objects.requireNonNullElse(cache.get(stream), EMPTY);
          if (known.lastVersion() + 1 == appended.getFirst().getSequenceNumber()) {
            cache.put(stream, known.with(appended, appended.getLast().getSequenceNumber()));
          }
        });
  }

  /** Opens the constructor of Axon's builder. */
  static final class Builder extends AbstractEventStore.Builder {}
}
