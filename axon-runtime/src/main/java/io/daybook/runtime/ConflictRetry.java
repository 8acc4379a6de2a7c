package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Tries a command again that lost the race for its stream, with jitter, a bounded number of times.
 * Axon's locks are local to the JVM, so with several nodes such a loss is normal and says nothing
 * about the command; and a cached aggregate was out of date if another node has appended to it. A
 * command that rests on what its sender knows is his to repeat.
 */
final class ConflictRetry implements RetryScheduler {
  private static final int LONGEST_PAUSE_MILLIS = 250;

  private final ScheduledExecutorService timer;
  private final Executor executor;
  private final int attempts;
  private final Runnable onRetry;

  /**
   * @param onRetry told of every retry
   */
  ConflictRetry(ScheduledExecutorService timer, Executor executor, int attempts, Runnable onRetry) {
    this.timer = timer;
    this.executor = executor;
    this.attempts = attempts;
    this.onRetry = onRetry;
  }

  @Override
  public boolean scheduleRetry(
      @SuppressWarnings("rawtypes") CommandMessage command,
      RuntimeException lastFailure,
      List<Class<? extends Throwable>[]> failures,
      Runnable commandDispatch) {
    if (!(lastFailure instanceof ConcurrencyException)
        || failures.size() > attempts
        || command.getMetaData().containsKey(MetadataKeys.RESTS_ON)) {
      return false;
    }
    var bound = Math.min(LONGEST_PAUSE_MILLIS, 2 << Math.min(failures.size(), 8));
    var pause = 1 + ThreadLocalRandom.current().nextInt(bound);
    try {
      var unused = timer.schedule(() -> retry(commandDispatch), pause, TimeUnit.MILLISECONDS);
      onRetry.run();
      return true;
    } catch (RejectedExecutionException _) {
      return false; // shutting down: the caller hears of the conflict
    }
  }

  /** Whoever waits for the command hears how it ends, also when the threads have gone before. */
  private void retry(Runnable commandDispatch) {
    try {
      executor.execute(commandDispatch);
    } catch (RejectedExecutionException _) {
      commandDispatch.run();
    }
  }
}
