package io.daybook.projection.deadletter;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * A letter that reads its event anew from the log when it is asked for it: a letter keeps the event
 * as it was when it failed, and Axon does not lift that to the revision that handlers know today.
 */
final class LetterFromLog extends JdbcDeadLetter<EventMessage<?>> {
  private static final int LONGEST_WAIT_SECONDS = 1;

  private final EventStore log;
  private @Nullable EventMessage<?> message;

  LetterFromLog(JdbcDeadLetter<EventMessage<?>> kept, EventStore log) {
    super(
        kept.getIdentifier(),
        kept.getSequenceIndex(),
        kept.getSequenceIdentifier(),
        kept.enqueuedAt(),
        kept.lastTouched(),
        kept.cause().orElse(null),
        kept.diagnostics(),
        kept.message());
    this.log = log;
  }

  @Override
  public EventMessage<?> message() {
    if (message == null) {
      message = logged(super.message());
    }
    return message;
  }

  /** The event in the log, or the kept one when the log does not have it. */
  private EventMessage<?> logged(EventMessage<?> kept) {
    var position =
        kept instanceof TrackedEventMessage<?> tracked
            ? tracked.trackingToken().position()
            : OptionalLong.empty();
    if (position.isEmpty()) {
      return kept;
    }
    try (var events = log.openStream(new GlobalSequenceTrackingToken(position.getAsLong() - 1))) {
      if (events.hasNextAvailable(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        var event = events.nextAvailable();
        return event.getIdentifier().equals(kept.getIdentifier()) ? event : kept;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return kept;
  }
}
