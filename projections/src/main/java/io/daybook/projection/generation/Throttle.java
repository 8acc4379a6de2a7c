package io.daybook.projection.generation;

import io.daybook.eventstore.EventLog;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Leaves room for the shop while generations are built. While the log is busy, one page is written
 * at a time in this process, and after each page nothing is done for a while. On an idle shop
 * nothing is held back.
 */
@Component
class Throttle {
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  private final EventLog log;
  private final double share;
  private final ReentrantLock turn = new ReentrantLock(true);

  Throttle(EventLog log, ProjectionProperties properties) {
    this.log = log;
    this.share = properties.busyShare();
  }

  /** Waits for the turn of a page, which ends with its unit of work. */
  void begin(UnitOfWork<?> page) {
    if (share < 1 && log.isBusy()) {
      turn.lock();
      var begun = System.nanoTime();
      page.onCleanup(_ -> end(begun));
    }
  }

  private void end(long begun) {
    try {
      var worked = System.nanoTime() - begun;
      var rest = (long) (worked * (1 - share) / share);
      LockSupport.parkNanos(Math.min(rest, LONGEST_REST.toNanos()));
    } finally {
      turn.unlock();
    }
  }
}
