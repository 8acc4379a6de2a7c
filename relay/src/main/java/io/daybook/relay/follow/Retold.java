package io.daybook.relay.follow;

import io.daybook.eventstore.EventLog;
import io.daybook.relay.published.Announcement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/** Maps single events again, for whoever keeps positions and no messages. */
@Component
public final class Retold {
  private static final int PATIENCE_SECONDS = 10;

  private final EventLog log;

  Retold(EventLog log) {
    this.log = log;
  }

  /**
   * What is told of the event at a position: nothing, or a message in each version that is told
   * now, the same that was told before. Waits for the database.
   */
  public List<Announcement> at(long position) {
    if (position < 0 || position > log.headPosition()) {
      return List.of();
    }
    try (var stream = log.follow(position - 1)) {
      while (stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        var event = stream.nextAvailable();
        var found = event.trackingToken().position().orElseThrow();
        if (found == position) {
          return Announcement.of(
              event, new ItemsInLog(log, List.<TrackedEventMessage<?>>of(event)));
        }
        if (found > position) {
          return List.of();
        }
      }
      throw new IllegalStateException("The log was not read at position " + position);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The log is not read any more", stopped);
    }
  }
}
