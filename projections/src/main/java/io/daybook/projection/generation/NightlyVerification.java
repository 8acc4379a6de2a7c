package io.daybook.projection.generation;

import io.daybook.projection.ReadModel;
import io.daybook.web.Refused;
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
 * Compares each live generation with the log when its time has come since it was last done. It
 * looks at when that was and not at when the process began, so of several nodes one begins, and a
 * night that was missed is made up for.
 */
@Component
class NightlyVerification implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(NightlyVerification.class);

  private final ComparisonTables comparison;
  private final Generations generations;
  private final ProjectionProperties properties;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("projections-nightly").factory());
  private volatile boolean running;

  NightlyVerification(
      ComparisonTables comparison, Generations generations, ProjectionProperties properties) {
    this.comparison = comparison;
    this.generations = generations;
    this.properties = properties;
  }

  @Override
  public void start() {
    running = true;
    if (properties.isNightly()) {
      var unused = looking.scheduleWithFixedDelay(this::beginWhatIsDue, 1, 1, TimeUnit.MINUTES);
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

  private void beginWhatIsDue() {
    for (var model : ReadModel.values()) {
      try {
        var last = comparison.lastVerification(model);
        if (last.isPresent() && isDue(properties.verifyCron(), last.get(), Instant.now())) {
          var unused = generations.build(model, Purpose.VERIFICATION);
        }
      } catch (Refused busy) {
        log.debug("{} is being built; it is compared afterwards", model.title(), busy);
      } catch (RuntimeException | Error failure) {
        log.warn("Whether {} is to be compared is not known", model.title(), failure);
      }
    }
  }

  static boolean isDue(String cron, Instant last, Instant now) {
    var next = CronExpression.parse(cron).next(last.atZone(ZoneId.systemDefault()));
    return next != null && !next.toInstant().isAfter(now);
  }
}
