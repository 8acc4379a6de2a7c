package io.daybook.app;

import io.daybook.eventstore.LogWatch;
import io.daybook.runtime.RuntimeWatch;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down when something of the log stands still. What it is, is in our log. */
class LogHealth extends AbstractHealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(LogHealth.class);

  private final LogWatch logWatch;
  private final RuntimeWatch runtimeWatch;

  LogHealth(LogWatch log, RuntimeWatch runtime) {
    this.logWatch = log;
    this.runtimeWatch = runtime;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    var troubles = new ArrayList<>(logWatch.troubles());
    troubles.addAll(runtimeWatch.troubles());
    if (troubles.isEmpty()) {
      builder.up();
    } else {
      log.warn("The log is not well: {}", troubles);
      builder.down().withDetail("troubles", troubles);
    }
  }
}
