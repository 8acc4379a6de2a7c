package io.daybook.eventstore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** One reader of the log, page by page; for one thread at a time. */
final class LogStream implements BlockingStream<TrackedEventMessage<?>> {
  private final EventStorageEngine engine;
  private final AppendSignal signal;
  private final Deque<TrackedEventMessage<?>> page = new ArrayDeque<>();
  private final Semaphore news = new Semaphore(0);
  private final Runnable onNews = this::wake;
  private TrackingToken last;
  private volatile @Nullable Runnable callback;

  LogStream(EventStorageEngine engine, AppendSignal signal, TrackingToken start) {
    this.engine = engine;
    this.signal = signal;
    this.last = start;
    signal.add(onNews);
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    fill();
    return Optional.ofNullable(page.peek());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    news.drainPermits();
    if (!fill() && timeout > 0 && news.tryAcquire(timeout, unit)) {
      fill();
    }
    return !page.isEmpty();
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    while (true) {
      if (hasNextAvailable(1, TimeUnit.SECONDS)) {
        return page.remove();
      }
    }
  }

  @Override
  public boolean setOnAvailableCallback(Runnable onAvailable) {
    callback = onAvailable;
    return true;
  }

  @Override
  public void close() {
    signal.remove(onNews);
    page.clear();
  }

  /** Reads the next page when the last one is used up. */
  private boolean fill() {
    if (page.isEmpty()) {
      try (var events = engine.readEvents(last, false)) {
        events.limit(EventTable.PAGE).forEach(page::add);
      }
      if (!page.isEmpty()) {
        last = page.getLast().trackingToken();
      }
    }
    return !page.isEmpty();
  }

  private void wake() {
    news.release();
    var onAvailable = callback;
    if (onAvailable != null) {
      onAvailable.run();
    }
  }
}
