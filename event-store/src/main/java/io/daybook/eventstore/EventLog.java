package io.daybook.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the log for audit and time travel: whole streams, in the order of the log, upcast. */
public final class EventLog {
  private final EventTable table;
  private final EventReader events;
  private final LogTail tail;

  EventLog(EventTable table, EventReader events, LogTail tail) {
    this.table = table;
    this.events = events;
    this.tail = tail;
  }

  /** The same log, read with other connections than those that append to it. */
  public EventLog through(DataSource connections) {
    return new EventLog(new EventTable(new JdbcTemplate(connections)), events, tail);
  }

  /**
   * The log for a processor to which larger pages are worth a wait, because what it does for a page
   * costs much more than what it does for an event.
   *
   * @param gather while the log is busy, new events come together, so far apart; while it is not,
   *     they come at once
   */
  public StreamableMessageSource<TrackedEventMessage<?>> gathering(Duration gather) {
    return new StreamableMessageSource<>() {
      @Override
      public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return tail.openStream(token, gather);
      }

      @Override
      public TrackingToken createTailToken() {
        return tail.createTailToken();
      }

      @Override
      public TrackingToken createHeadToken() {
        return tail.createHeadToken();
      }

      @Override
      public TrackingToken createTokenAt(Instant instant) {
        return tail.createTokenAt(instant);
      }

      @Override
      public TrackingToken createTokenSince(Duration duration) {
        return tail.createTokenSince(duration);
      }
    };
  }

  /**
   * The events after a position and then those to come, as this process sees them: what many read
   * at the same time is read from the table once.
   */
  public BlockingStream<TrackedEventMessage<?>> follow(long after) {
    return tail.openStream(new GlobalSequenceTrackingToken(after));
  }

  /**
   * All events of these streams in one round trip, ordered by position; unknown streams have none.
   *
   * @throws NewerReleaseException when this release does not know one of the events
   */
  public List<LoggedEvent> readStreams(Collection<String> streams) {
    if (streams.isEmpty()) {
      return List.of();
    }
    return events.inLog(table.readStreams(streams)).map(EventLog::logged).toList();
  }

  /**
   * The events of a stream after a version, in their order: what was there before costs nothing.
   *
   * @param after the version; -1 for the whole stream
   * @throws NewerReleaseException when this release does not know one of the events
   */
  public List<LoggedEvent> readStream(String stream, long after) {
    var rows =
        new PagedSpliterator<EventRow>(
            last -> table.readStream(stream, (last == null ? after : last.version()) + 1),
            EventTable.PAGE);
    return events.inLog(StreamSupport.stream(rows, false).toList()).map(EventLog::logged).toList();
  }

  /** The version of a stream's last event, or -1 where there is none. */
  public long lastVersion(String stream) {
    return table.lastVersion(stream).orElse(-1L);
  }

  /** The payload of a stream's first event as it was written, if there is one. */
  public Optional<String> firstPayload(String stream) {
    return table.firstPayload(stream);
  }

  /**
   * The events at these positions in one round trip, ordered by position; none where the log has
   * not come so far.
   *
   * @throws NewerReleaseException when this release does not know one of the events
   */
  public List<LoggedEvent> readPositions(Collection<Long> positions) {
    return positions.isEmpty()
        ? List.of()
        : events.inLog(table.readPositions(positions)).map(EventLog::logged).toList();
  }

  /**
   * What an instant is in the log: the position of the last event that was recorded at it or before
   * it, and -1 before the first. Nothing else makes a position of an instant, so that all answers
   * as of one instant are of one position. Nothing in the log is earlier in time than what is
   * before it, so "recorded by then" is all events up to that position. PostgreSQL keeps
   * microseconds: what is finer is cut off, so that no event counts as recorded before it was.
   */
  public long positionAt(Instant instant) {
    return table.lastPositionAt(instant.truncatedTo(ChronoUnit.MICROS));
  }

  /** When the event at a position was recorded; empty where there is none. */
  public Optional<Instant> recordedAt(long position) {
    return table.recordedAt(position);
  }

  /** Whether the log is busy: a hundred new events within the last second or so. */
  public boolean isBusy() {
    return tail.isBusy();
  }

  /** The position of the latest event, or -1 when the log is empty. */
  public long headPosition() {
    return table.head();
  }

  /**
   * The instant before which nothing was recorded after this position: when the next event was
   * recorded, or now where there is none, by the clock of the database.
   */
  public Instant completeUntil(long position) {
    return table.completeUntil(position);
  }

  private static LoggedEvent logged(TrackedEventMessage<?> message) {
    var event = (DomainEventMessage<?>) message;
    EventReader.checkKnown(event);
    var metadata =
        event.getMetaData().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(e -> e.getKey(), e -> "" + e.getValue()));
    return new LoggedEvent(
        message.trackingToken().position().orElse(-1),
        event.getAggregateIdentifier(),
        event.getSequenceNumber(),
        event.getTimestamp(),
        event.getPayload(),
        metadata,
        event.getIdentifier());
  }
}
