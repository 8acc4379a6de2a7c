package io.daybook.app;

import io.daybook.eventstore.LogWatch;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down when something of the log stands still: the health says what. */
class LogHealth extends AbstractHealthIndicator {
  private final LogWatch watch;

  LogHealth(LogWatch watch) {
    this.watch = watch;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    var troubles = watch.troubles();
    if (troubles.isEmpty()) {
      builder.up();
    } else {
      builder.down().withDetail("troubles", troubles);
    }
  }
}
