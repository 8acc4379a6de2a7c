package io.daybook.eventstore;

import java.time.Instant;
import java.util.Map;

/**
 * An event as the log keeps it.
 *
 * @param position place in the whole log
 * @param stream the aggregate it belongs to
 * @param version place in that stream, from 0
 * @param timestamp when it was recorded, to the microsecond
 * @param payload the event itself, in its current revision
 * @param metadata who and why; see {@link MetadataKeys}
 */
public record LoggedEvent(
    long position,
    String stream,
    long version,
    Instant timestamp,
    Object payload,
    Map<String, String> metadata,
    String eventId) {

  /** The event's name, such as {@code OrderPlaced}. */
  public String payloadType() {
    return payload.getClass().getSimpleName();
  }
}
