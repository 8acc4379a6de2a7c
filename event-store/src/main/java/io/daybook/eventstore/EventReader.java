package io.daybook.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
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

  boolean isCurrent(EventRow snapshot) {
    return serializer.isCurrent(snapshot.asData());
  }

  Stream<? extends DomainEventMessage<?>> inStream(Collection<EventRow> rows) {
    return EventStreamUtils.upcastAndDeserializeDomainEvents(
            rows.stream().map(EventRow::asData), serializer, upcasters)
        .asStream();
  }

  Stream<TrackedEventMessage<?>> inLog(Collection<EventRow> rows) {
    return EventUtils.upcastAndDeserializeTrackedEvents(
        rows.stream().map(EventRow::asTrackedData), serializer, upcasters);
  }
}
