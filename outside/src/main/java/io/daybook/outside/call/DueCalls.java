package io.daybook.outside.call;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The ports at which calls may be due. */
@Component
class DueCalls {
  private final Set<Port> ports = ConcurrentHashMap.newKeySet();
  private final Semaphore news = new Semaphore(0);

  /** There may be calls that are due. Does not block. */
  void at(Port port) {
    if (ports.add(port)) {
      news.release();
    }
  }

  /** There may be some at every port. */
  void everywhere() {
    EnumSet.allOf(Port.class).forEach(this::at);
  }

  /**
   * Waits until there may be some, or for so long.
   *
   * @return where; everywhere after so long, for other processes and pauses tell nobody
   */
  Set<Port> await(Duration longest) throws InterruptedException {
    if (!news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      return EnumSet.allOf(Port.class);
    }
    news.drainPermits();
    var there = EnumSet.noneOf(Port.class);
    for (var port : Port.values()) {
      if (ports.remove(port)) {
        there.add(port);
      }
    }
    return there;
  }
}
