package io.daybook.runtime;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;

/**
 * The thread on which a processor looks for segments and reads for them. After each failure Axon
 * waits twice as long, up to a minute, and nobody tells it that the database is back: everything
 * that follows the log would stand still for as long again as the database was away. So it never
 * waits for longer than a while that is noticed by nobody.
 */
final class CoordinatorThread extends ScheduledThreadPoolExecutor {
  /** Longer than any wait that does not follow a failure. */
  private static final Duration ORDINARY = Duration.ofSeconds(5);

  private static final Duration AFTER_FAILURES = Duration.ofSeconds(2);

  /** For a processor of this name. */
  CoordinatorThread(String processor) {
    super(1, new AxonThreadFactory("Coordinator[" + processor + "]"));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    var isAfterFailures = unit.toNanos(delay) > ORDINARY.toNanos();
    return super.schedule(
        task,
        isAfterFailures ? AFTER_FAILURES.toNanos() : unit.toNanos(delay),
        TimeUnit.NANOSECONDS);
  }
}
