package io.daybook.eventstore;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Not ready while the log cannot be written or read; well again by itself. */
final class LogReachable implements HealthIndicator {
  private final Pulse writing;
  private final Pulse reading;

  LogReachable(Pulse writing, Pulse reading) {
    this.writing = writing;
    this.reading = reading;
  }

  @Override
  public Health health() {
    var well = writing.isWell() && reading.isWell();
    return (well ? Health.up() : Health.outOfService())
        .withDetail("written", writing.isWell())
        .withDetail("read", reading.isWell())
        .build();
  }
}
