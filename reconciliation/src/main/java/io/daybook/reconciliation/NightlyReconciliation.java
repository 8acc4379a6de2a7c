package io.daybook.reconciliation;

import io.daybook.runtime.Nightly;
import java.time.Clock;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs a reconciliation when its time has come since the last one. */
@Component
final class NightlyReconciliation extends Nightly {
  private static final Logger log = LoggerFactory.getLogger(NightlyReconciliation.class);

  private final Reconciliations reconciliations;
  private final RunTables runs;
  private final ReconciliationProperties properties;
  private final Clock clock;

  NightlyReconciliation(
      Reconciliations reconciliations,
      RunTables runs,
      ReconciliationProperties properties,
      Clock clock) {
    super("reconciliation-nightly", properties.isNightly());
    this.reconciliations = reconciliations;
    this.runs = runs;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  protected void beginWhatIsDue() {
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
}
