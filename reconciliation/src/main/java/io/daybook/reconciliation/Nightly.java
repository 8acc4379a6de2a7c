package io.daybook.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * Runs a reconciliation when its time has come since the last one. It looks at when that was and
 * not at when the process began, so a night that was missed is made up for, and of several nodes
 * one runs.
 */
@Component
class Nightly implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Nightly.class);

  private final Reconciliations reconciliations;
  private final RunTables runs;
  private final ReconciliationProperties properties;
  private final Clock clock;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reconciliation-nightly").factory());
  private volatile boolean running;

  Nightly(
      Reconciliations reconciliations,
      RunTables runs,
      ReconciliationProperties properties,
      Clock clock) {
    this.reconciliations = reconciliations;
    this.runs = runs;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    if (properties.isNightly()) {
      var unused = looking.scheduleWithFixedDelay(this::runIfDue, 1, 1, TimeUnit.MINUTES);
    }
  }

  @Override
  public void stop() {
    running = false;
    looking.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void runIfDue() {
    try {
      if (isDue()) {
        reconciliations.start(null, this::isDue).ifPresent(id -> log.info("{} begins", id));
      }
    } catch (RuntimeException | Error failure) {
      log.warn("Whether a reconciliation is due is not known; looking again in a minute", failure);
    }
  }

  private boolean isDue() {
    var last = runs.lastStart().orElseGet(runs::opened);
    return isDue(properties.cron(), last, clock.instant(), ZoneId.systemDefault());
  }

  static boolean isDue(String cron, Instant last, Instant now, ZoneId zone) {
    var next = CronExpression.parse(cron).next(last.atZone(zone));
    return next != null && !next.toInstant().isAfter(now);
  }
}
