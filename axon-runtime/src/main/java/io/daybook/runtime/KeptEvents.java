package io.daybook.runtime;

import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Writes and reads events that are kept beside the log until their turn comes. A release may come
 * in between, so old revisions are lifted as they are when the log is read.
 */
@Component
public class KeptEvents {
  private final Serializer serializer;
  private final EventUpcaster upcasters;

  @Autowired
  KeptEvents(
      @Qualifier("eventSerializer") Serializer serializer,
      ObjectProvider<EventUpcaster> upcasters) {
    this(serializer, upcasters.orderedStream().toArray(EventUpcaster[]::new));
  }

  public KeptEvents(Serializer serializer, EventUpcaster... upcasters) {
    this.serializer = serializer;
    this.upcasters = new EventUpcasterChain(upcasters);
  }

  /** An event as it is kept. */
  public record Kept(String type, @Nullable String revision, String json) {}

  /** Writes an event. */
  public Kept keep(Object event) {
    var written = serializer.serialize(event, String.class);
    return new Kept(
        written.getType().getName(), written.getType().getRevision(), written.getData());
  }

  /**
   * Reads an event.
   *
   * @throws SerializationException when this release does not know it, or cannot read it
   */
  public Object read(Kept kept) {
    var entry =
        new GenericDomainEventEntry<>(
            "kept",
            "kept",
            0,
            "kept",
            Instant.EPOCH,
            kept.type(),
            kept.revision(),
            kept.json(),
            "{}");
    var data = new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(0), entry);
    return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(data), serializer, upcasters)
        .<Object>map(Message::getPayload)
        .findFirst()
        .filter(payload -> !(payload instanceof UnknownSerializedType))
        .orElseThrow(() -> new SerializationException("Nothing is known of " + kept.type()));
  }
}
