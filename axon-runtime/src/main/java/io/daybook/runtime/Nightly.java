package io.daybook.runtime;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.support.CronExpression;

/**
 * Looks every minute whether something is due that is done once a night. It asks when that was last
 * done and not when the process began, so a night that was missed is made up for, and of several
 * nodes the first one does it.
 */
public abstract class Nightly implements SmartLifecycle {
  private final boolean isWanted;
  private final ScheduledExecutorService looking;
  private volatile boolean running;

  /**
   * Does not look before it is started.
   *
   * @param name of its thread
   * @param isWanted false to never look
   */
  protected Nightly(String name, boolean isWanted) {
    this.isWanted = isWanted;
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Begins what is due. A failure that is thrown ends the looks for ever. */
  protected abstract void beginWhatIsDue();

  @Override
  public final void start() {
    running = true;
    if (isWanted) {
      var unused = looking.scheduleWithFixedDelay(this::beginWhatIsDue, 1, 1, TimeUnit.MINUTES);
    }
  }

  @Override
  public final void stop() {
    running = false;
    looking.shutdownNow();
  }

  @Override
  public final boolean isRunning() {
    return running;
  }

  /** Whether its time has come since it was last done, by the clock of a place. */
  public static boolean isDue(String cron, Instant last, Instant now, ZoneId zone) {
    var next = CronExpression.parse(cron).next(last.atZone(zone));
    return next != null && !next.toInstant().isAfter(now);
  }
}
