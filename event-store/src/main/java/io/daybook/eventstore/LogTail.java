package io.daybook.eventstore;

import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Where processors read the log from. Appends of this process wake them at once; appends of others
 * are noticed by one look at the head of the log a few times a second, whatever the number of
 * processors.
 */
final class LogTail implements StreamableMessageSource<TrackedEventMessage<?>> {
  private static final long LOOK_MILLIS = 200;

  private final EventStorageEngine engine;
  private final EventTable table;
  private final AppendSignal signal;
  private volatile long head = -1;

  LogTail(
      EventStorageEngine engine,
      EventTable table,
      AppendSignal signal,
      ScheduledExecutorService timer) {
    this.engine = engine;
    this.table = table;
    this.signal = signal;
    var unused =
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new LogStream(engine, signal, token == null ? createTailToken() : token);
  }

  @Override
  public TrackingToken createTailToken() {
    return engine.createTailToken();
  }

  @Override
  public TrackingToken createHeadToken() {
    return engine.createHeadToken();
  }

  @Override
  public TrackingToken createTokenAt(Instant instant) {
    return engine.createTokenAt(instant);
  }

  /**
   * While the database is away there is nothing to notice; the readers themselves report that it
   * is.
   */
  private void look() {
    try {
      var now = table.head();
      if (now != head) {
        head = now;
        signal.appended();
      }
    } catch (RuntimeException _) {
      signal.appended();
    }
  }
}
