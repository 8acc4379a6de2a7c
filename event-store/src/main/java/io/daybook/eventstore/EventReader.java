package io.daybook.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;

/**
 * Makes messages of rows: lifted to the current revision, deserialized when they are first used.
 */
final class EventReader {
  private final CurrentRevisions serializer;
  private final EventUpcaster upcasters;

  EventReader(Serializer serializer, RevisionResolver revisions, List<EventUpcaster> upcasters) {
    this.serializer = new CurrentRevisions(serializer, revisions);
    this.upcasters = new EventUpcasterChain(upcasters);
  }

  CurrentRevisions serializer() {
    return serializer;
  }

  EventUpcaster upcasters() {
    return upcasters;
  }

  /**
   * The events of a stream, which somebody decides on.
   *
   * @throws NewerReleaseException while it is consumed, when this release does not know one of them
   */
  Stream<? extends DomainEventMessage<?>> inStream(Stream<EventRow> rows) {
    return EventStreamUtils.upcastAndDeserializeDomainEvents(
            rows.map(EventRow::asData), serializer, upcasters)
        .asStream()
        .peek(EventReader::checkKnown);
  }

  /**
   * Refuses what this release cannot follow.
   *
   * @throws NewerReleaseException when type or revision of the event are not known
   */
  static void checkKnown(DomainEventMessage<?> event) {
    try {
      if (event.getPayload() instanceof UnknownSerializedType unknown) {
        throw new NewerReleaseException(
            "%s in %s is not known to this release: is this node older than the one that wrote it?"
                .formatted(unknown.serializedType().getName(), event.getAggregateIdentifier()),
            null);
      }
    } catch (SerializationException unreadable) {
      throw unreadable.getCause() instanceof UnknownRevisionException unknown
          ? new NewerReleaseException(
              "An event of a newer release: " + unknown.getMessage(), unknown)
          : unreadable;
    }
  }

  /** Events of any streams, for whom types and revisions that are not known are no failure yet. */
  Stream<TrackedEventMessage<?>> inLog(Collection<EventRow> rows) {
    return inLog(rows, ConcurrentHashMap.newKeySet());
  }

  /**
   * The same, for a reader that goes on.
   *
   * @param wanted is told the types of payload that are asked for
   */
  Stream<TrackedEventMessage<?>> inLog(Collection<EventRow> rows, Set<Class<?>> wanted) {
    return upcasters
        .upcast(
            rows.stream()
                .map(row -> new InitialEventRepresentation(row.asTrackedData(), serializer)))
        .map(event -> LazyEvent.of(event, serializer, wanted));
  }
}
