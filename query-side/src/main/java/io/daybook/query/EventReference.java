package io.daybook.query;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which event it was, who asked for it, and because of what it came; nothing of what is in it.
 *
 * @param correlationId the command that started it all
 * @param causationId the command that was decided
 * @param becauseOf the event that this command followed from; null where it came from outside
 */
public record EventReference(
    long position,
    OffsetDateTime at,
    String type,
    String stream,
    long version,
    String eventId,
    @Nullable String actor,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable String becauseOf) {

  /** The reference to an event of the log. */
  public static EventReference of(LoggedEvent event) {
    var origin = event.metadata();
    return new EventReference(
        event.position(),
        event.timestamp().atOffset(ZoneOffset.UTC),
        event.payloadType(),
        event.stream(),
        event.version(),
        event.eventId(),
        origin.get(MetadataKeys.ACTOR),
        origin.get(MetadataKeys.CORRELATION_ID),
        origin.get(MetadataKeys.CAUSATION_ID),
        origin.get(MetadataKeys.BECAUSE));
  }
}
