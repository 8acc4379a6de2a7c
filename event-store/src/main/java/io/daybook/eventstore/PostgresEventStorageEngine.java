package io.daybook.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage interface over one table of PostgreSQL. An append commits in a transaction of its
 * own, never in that of a saga or a projection, which a conflict would otherwise wedge. The
 * tracking token is one plain position, because positions become visible in their order.
 */
public final class PostgresEventStorageEngine extends AbstractEventStorageEngine {
  private final EventTable table;
  private final SnapshotTable snapshots;
  private final GroupCommit appends;

  private PostgresEventStorageEngine(
      Builder builder, EventTable table, SnapshotTable snapshots, GroupCommit appends) {
    super(builder);
    this.table = table;
    this.snapshots = snapshots;
    this.appends = appends;
  }

  /**
   * @param reader its serializer writes payload, metadata and snapshots as JSON text
   */
  static PostgresEventStorageEngine create(
      EventTable table, SnapshotTable snapshots, GroupCommit appends, EventReader reader) {
    var builder = new Builder();
    var serializer = reader.serializer();
    builder.eventSerializer(serializer).snapshotSerializer(serializer);
    builder.upcasterChain(reader.upcasters());
    return new PostgresEventStorageEngine(builder, table, snapshots, appends);
  }

  @Override
  protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
    if (events.isEmpty()) {
      return;
    }
    var rows = new ArrayList<EventRow>(events.size());
    for (var event : events) {
      rows.add(EventRow.of(inStream(event), serializer));
    }
    UnitOfWorkLog.reached(appends.append(rows, UnitOfWorkLog.under(rows)).lastPosition());
  }

  @Override
  protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
    snapshots.store(EventRow.of(snapshot, serializer), snapshot.getPayloadType());
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readEventData(String stream, long firstVersion) {
    return StreamSupport.stream(
            new PagedSpliterator<EventRow>(
                last -> table.readStream(stream, last == null ? firstVersion : last.version() + 1),
                EventTable.PAGE),
            false)
        .map(EventRow::asData);
  }

  @Override
  protected Stream<? extends TrackedEventData<?>> readEventData(
      @Nullable TrackingToken token, boolean mayBlock) {
    var start = token == null ? -1 : positionOf(token);
    return StreamSupport.stream(
            new PagedSpliterator<EventRow>(
                last -> table.readLog(last == null ? start : last.position()), EventTable.PAGE),
            false)
        .map(EventRow::asTrackedData);
  }

  @Override
  protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
    return snapshots.read(stream).stream().map(EventRow::asData);
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String stream) {
    return table.lastVersion(stream);
  }

  @Override
  public TrackingToken createTailToken() {
    return new GlobalSequenceTrackingToken(-1);
  }

  @Override
  public TrackingToken createHeadToken() {
    return new GlobalSequenceTrackingToken(table.head());
  }

  @Override
  public TrackingToken createTokenAt(Instant instant) {
    return new GlobalSequenceTrackingToken(table.positionBefore(instant));
  }

  /** An event that no aggregate applied is a stream of its own. */
  private static DomainEventMessage<?> inStream(EventMessage<?> event) {
    return event instanceof DomainEventMessage<?> domainEvent
        ? domainEvent
        : new GenericDomainEventMessage<>(
            null, event.getIdentifier(), 0, event, event::getTimestamp);
  }

  private static long positionOf(TrackingToken token) {
    return token
        .position()
        .orElseThrow(() -> new IllegalArgumentException("not a position of this log: " + token));
  }

  private static final class Builder extends AbstractEventStorageEngine.Builder {}
}
