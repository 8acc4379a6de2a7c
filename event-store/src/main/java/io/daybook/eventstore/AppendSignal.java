package io.daybook.eventstore;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells whoever waits for events that some may have been appended. It may tell too often, never too
 * rarely.
 */
final class AppendSignal {
  private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

  /** The listener is called from threads that commit, so it must not block. */
  void add(Runnable listener) {
    waiting.add(listener);
  }

  void remove(Runnable listener) {
    waiting.remove(listener);
  }

  void appended() {
    waiting.forEach(Runnable::run);
  }
}
