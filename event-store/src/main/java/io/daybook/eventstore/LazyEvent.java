package io.daybook.eventstore;

import java.util.Set;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;

/**
 * An event of the log that is deserialized when somebody asks for its payload, or earlier, by who
 * knows that its reader is going to.
 */
final class LazyEvent<T> extends GenericTrackedDomainEventMessage<T> {
  private static final long serialVersionUID = 1L;

  private final transient Set<Class<?>> wanted;
  private final transient String kind;

  private LazyEvent(
      IntermediateEventRepresentation event, SerializedMessage<T> content, Set<Class<?>> wanted) {
    super(
        event.getTrackingToken().orElseThrow(),
        event.getAggregateType().orElse(null),
        event.getAggregateIdentifier().orElseThrow(),
        event.getSequenceNumber().orElseThrow(),
        content,
        event::getTimestamp);
    this.wanted = wanted;
    this.kind = EventRow.kind(event.getType().getName(), event.getType().getRevision());
  }

  /**
   * The message of a row that has been lifted to the current revision.
   *
   * @param wanted is told the types of payload that the reader has asked for
   */
  static LazyEvent<?> of(
      IntermediateEventRepresentation event, Serializer serializer, Set<Class<?>> wanted) {
    return new LazyEvent<>(
        event,
        new SerializedMessage<>(
            event.getMessageIdentifier(),
            new LazyDeserializingObject<>(event::getData, event.getType(), serializer),
            event.getMetaData()),
        wanted);
  }

  /**
   * What the upcasters made of it. Rows of this kind pass through them as they are, so whoever does
   * not want this event wants none of them.
   */
  String kind() {
    return kind;
  }

  @Override
  public T getPayload() {
    if (getDelegate() instanceof SerializedMessage<T> content && !content.isPayloadDeserialized()) {
      wanted.add(getPayloadType());
    }
    return super.getPayload();
  }

  /**
   * Deserializes now what the reader of this event will ask for. An event that cannot be read is
   * left to who needs it: the attempt is repeated there, and fails there.
   */
  void decodeIfWanted() {
    if (!wanted.contains(getPayloadType())) {
      return;
    }
    try {
      var _ = super.getPayload();
      var _ = getMetaData();
    } catch (RuntimeException _) {
      // The reader meets it again.
    }
  }
}
