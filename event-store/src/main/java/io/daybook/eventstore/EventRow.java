package io.daybook.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * One row of the log, or a snapshot, which has no position.
 *
 * @param position place in the whole log; -1 before it is appended, and for snapshots
 * @param version place in the stream, from 0
 * @param streamType the aggregate's type, or null for an event that no aggregate applied
 * @param payload JSON text
 * @param metadata JSON text
 */
record EventRow(
    long position,
    String stream,
    long version,
    @Nullable String streamType,
    String eventId,
    Instant recordedAt,
    String payloadType,
    @Nullable String payloadRevision,
    String payload,
    String metadata) {
  private static final String NUL = "\\" + "u0000";

  /**
   * The row of an event that is not appended yet.
   *
   * @throws IllegalArgumentException when its JSON has the character U+0000, which no text of
   *     PostgreSQL can hold: {@code json} would keep it and every later query of it fail
   */
  static EventRow of(DomainEventMessage<?> event, Serializer serializer) {
    var payload = event.serializePayload(serializer, String.class);
    var metadata = event.serializeMetaData(serializer, String.class).getData();
    if (hasNul(payload.getData()) || hasNul(metadata)) {
      throw new IllegalArgumentException(
          "The character U+0000 cannot be kept: " + payload.getType().getName());
    }
    return new EventRow(
        -1,
        event.getAggregateIdentifier(),
        event.getSequenceNumber(),
        event.getType(),
        event.getIdentifier(),
        event.getTimestamp(),
        payload.getType().getName(),
        payload.getType().getRevision(),
        payload.getData(),
        metadata);
  }

  /** Whether JSON text escapes U+0000; a backslash before it may itself be escaped. */
  private static boolean hasNul(String json) {
    for (int at = json.indexOf(NUL); at >= 0; at = json.indexOf(NUL, at + 1)) {
      int before = at;
      while (before > 0 && json.charAt(before - 1) == '\\') {
        before--;
      }
      if ((at - before) % 2 == 0) {
        return true;
      }
    }
    return false;
  }

  /** Reads a row of {@code position} and {@link EventTable#COLUMNS}. */
  static EventRow read(ResultSet row) throws SQLException {
    int column = 0;
    return new EventRow(
        row.getLong(++column),
        row.getString(++column),
        row.getLong(++column),
        row.getString(++column),
        row.getString(++column),
        row.getTimestamp(++column).toInstant(),
        row.getString(++column),
        row.getString(++column),
        row.getString(++column),
        row.getString(++column));
  }

  /** Names what upcasters are made for: a type of event in one of its revisions. */
  static String kind(String payloadType, @Nullable String payloadRevision) {
    return payloadType + " " + (payloadRevision == null ? "" : payloadRevision);
  }

  boolean isSnapshot() {
    return position < 0;
  }

  Timestamp recordedAtForSql() {
    return Timestamp.from(recordedAt);
  }

  /** PostgreSQL keeps time to the microsecond. */
  long recordedAtMicros() {
    return recordedAt.getEpochSecond() * 1_000_000 + recordedAt.getNano() / 1_000;
  }

  /** Axon would cut an {@link Instant} down to milliseconds, but leaves a text as it is. */
  DomainEventData<String> asData() {
    return new GenericDomainEventEntry<>(
        streamType,
        stream,
        version,
        eventId,
        recordedAt.toString(),
        payloadType,
        payloadRevision,
        payload,
        metadata);
  }

  TrackedEventData<String> asTrackedData() {
    return new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(position), asData());
  }
}
