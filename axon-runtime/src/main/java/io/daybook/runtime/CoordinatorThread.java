package io.daybook.runtime;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;

/**
 * The thread on which a processor looks for segments and reads for them. Axon has it wait for too
 * long in two cases:
 *
 * <ul>
 *   <li>After each failure it waits twice as long, up to a minute, and nobody tells it that the
 *       database is back: everything that follows the log would stand still for as long again as
 *       the database was away.
 *   <li>When as many events wait to be handled as a segment's queue holds (1,024), it looks again
 *       after a tenth of a second. A segment that handles them in less has nothing to do for the
 *       rest: it would follow a backlog at 10,000 events a second, and no faster.
 * </ul>
 */
final class CoordinatorThread extends ScheduledThreadPoolExecutor {
  /** Longer than any wait that does not follow a failure. */
  private static final Duration ORDINARY = Duration.ofSeconds(5);

  private static final Duration AFTER_FAILURES = Duration.ofSeconds(2);

  /** What Axon waits while the queues are full. No other wait may be exactly as long. */
  static final Duration WHILE_FULL = Duration.ofMillis(100);

  /** A small part of what a full queue takes to be handled. */
  private static final Duration UNTIL_SPACE = Duration.ofMillis(10);

  /** For a processor of this name. */
  CoordinatorThread(String processor) {
    super(1, new AxonThreadFactory("Coordinator[" + processor + "]"));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(
        task, waitOf(Duration.of(delay, unit.toChronoUnit())).toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Duration waitOf(Duration wanted) {
    if (wanted.equals(WHILE_FULL)) {
      return UNTIL_SPACE;
    }
    return wanted.compareTo(ORDINARY) > 0 ? AFTER_FAILURES : wanted;
  }
}
