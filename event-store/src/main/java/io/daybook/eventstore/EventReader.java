package io.daybook.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

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

  Stream<TrackedEventMessage<?>> inLog(Collection<EventRow> rows) {
    return EventUtils.upcastAndDeserializeTrackedEvents(
        rows.stream().map(EventRow::asTrackedData), serializer, upcasters);
  }
}
