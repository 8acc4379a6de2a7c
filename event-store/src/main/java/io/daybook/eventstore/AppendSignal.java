package io.daybook.eventstore;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells whoever waits for events that some may have been appended. Appends within a few
 * milliseconds are told of together: under load that makes batches of what would be single events,
 * each with a transaction of its own.
 */
final class AppendSignal {
  private static final long GATHER_MILLIS = 8;

  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean gathering = new AtomicBoolean();
  private final ScheduledExecutorService timer;

  AppendSignal(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /** The listener must not block. */
  void add(Runnable listener) {
    waiting.add(listener);
  }

  void remove(Runnable listener) {
    waiting.remove(listener);
  }

  void appended() {
    if (!timer.isShutdown() && gathering.compareAndSet(false, true)) {
      var unused = timer.schedule(this::tell, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tell() {
    gathering.set(false);
    waiting.forEach(Runnable::run);
  }
}
