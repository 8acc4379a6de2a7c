package io.daybook.relay.published;

import io.daybook.eventstore.MetadataKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * One message to others: a CloudEvent 1.0. Its bytes are the same wherever it is sent, and the same
 * when it is sent again: it is mapped from the log each time, and kept nowhere.
 */
public final class Announcement {
  private final MessageType type;
  private final long position;
  private final CloudEvent content;
  private final @Nullable String trace;
  private volatile byte @Nullable [] json;

  private Announcement(
      MessageType type, long position, CloudEvent content, @Nullable String trace) {
    this.type = type;
    this.position = position;
    this.content = content;
    this.trace = trace;
  }

  /** What is told of an event of the log, in each version that is told now. */
  public static List<Announcement> of(TrackedEventMessage<?> event, Parcels parcels) {
    if (event.getPayload() instanceof UnknownSerializedType unknown) {
      throw new IllegalStateException(
          unknown.serializedType().getName() + " is of a newer release, and this one has no word");
    }
    var told = PublishedLanguage.of(event.getPayload(), parcels);
    if (told.isEmpty()) {
      return List.of();
    }
    var announcements = new ArrayList<Announcement>(told.size());
    for (var one : told) {
      announcements.add(of(event, one));
    }
    return announcements;
  }

  private static Announcement of(TrackedEventMessage<?> event, IntegrationEvent told) {
    var type = MessageType.of(told);
    var position = event.trackingToken().position().orElseThrow();
    var origin = event.getMetaData();
    var content =
        new CloudEvent(
            idOf(event.getIdentifier(), type.version()),
            type.name(),
            told.subject(),
            event.getTimestamp(),
            Long.toString(position),
            (String) origin.get(MetadataKeys.CORRELATION_ID),
            (String) origin.get(MetadataKeys.CAUSATION_ID),
            told);
    return new Announcement(
        type, position, content, (String) origin.get(MetadataKeys.TRACE_PARENT));
  }

  /** No two messages may have one id, and a second version of a word is another message. */
  private static String idOf(String event, int version) {
    return version == 1 ? event : event + ".v" + version;
  }

  /** The same for ever, however often it is sent: whoever has it has had it. */
  public String id() {
    return content.id();
  }

  /** What kind of message it is. */
  public MessageType type() {
    return type;
  }

  /** The order, SKU or customer that it is about; what has one subject is sent in its order. */
  public String subject() {
    return content.subject();
  }

  /** Where the event is in the log. */
  public long position() {
    return position;
  }

  /** When it happened. */
  public Instant time() {
    return content.time();
  }

  /** The trace that it happened in, as in the header {@code traceparent}; null for none. */
  public @Nullable String trace() {
    return trace;
  }

  /** The whole message in CloudEvents' structured JSON mode. Not to be written to. */
  public byte[] json() {
    var made = json;
    if (made == null) {
      made = content.asJson(); // whoever comes second makes the same
      json = made;
    }
    return Objects.requireNonNull(made);
  }

  /** Not what it says, which no log has to know. */
  @Override
  public String toString() {
    return "%s %s of %s at %d".formatted(type, id(), subject(), position);
  }
}
