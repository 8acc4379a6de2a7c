package io.daybook.saga.fulfilment;

import io.daybook.runtime.CommandSender;
import io.daybook.schema.Command;
import io.daybook.schema.Part;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.ReportOverdue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Finds fulfilments that have waited too long and puts that into the log, where their saga follows
 * it in its turn. It only reports: what a batch that was lost in a crash has sent may be in the log
 * and not followed yet, so nobody beside the log may decide. A saga that does not follow even that
 * is parked, because something is wrong with it that an answer would not mend.
 *
 * <p>Any number of nodes may sweep. A crash between taking a fulfilment and reporting it costs one
 * deadline; a report that comes twice asks once more.
 */
@Component
class Sweeper implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final int MAX = 200;

  /** Each was in the log, and passed by the saga's processor, before the next one was made. */
  private static final int MAX_UNHEARD = 12;

  private final OverdueWaits overdue;
  private final CommandSender commands;
  private final FulfilmentProperties properties;
  private @Nullable ScheduledExecutorService thread;

  Sweeper(OverdueWaits overdue, CommandSender commands, FulfilmentProperties properties) {
    this.overdue = overdue;
    this.commands = commands;
    this.properties = properties;
  }

  @Override
  public void start() {
    thread = Executors.newSingleThreadScheduledExecutor(new AxonThreadFactory("sweeper"));
    var every = properties.sweepEvery().toMillis();
    var unused =
        thread.scheduleWithFixedDelay(this::sweepOrWarn, every, every, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void sweepOrWarn() {
    try {
      sweep();
    } catch (RuntimeException | Error failure) {
      log.warn("Overdue fulfilments could not be looked for; trying again", failure);
    }
  }

  /** Reports some that are due; however many there are, the log takes so many a sweep. */
  void sweep() {
    var unused =
        commands.sendAll(
            Part.SWEEPER.principal(), overdue.take(MAX).stream().map(Sweeper::report).toList());
  }

  private static Command report(WaitTable.Overdue late) {
    var id = new FulfilmentId(late.orderId());
    log.warn("{} is overdue at {} since {}", id, late.action(), late.since());
    return late.reports() <= MAX_UNHEARD
        ? new ReportOverdue(id, late.action())
        : new ParkFulfilment(
            id,
            FulfilmentAction.FOLLOW_EVENT,
            "it has not been heard of since " + late.since(),
            late.reports());
  }
}
