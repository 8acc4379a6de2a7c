package io.daybook.eventstore;

import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Not ready while the log cannot be written or read, which heals by itself, and while this process
 * remembers more than the log has, which ends with the process.
 */
final class LogReachable implements HealthIndicator {
  private final Pulse writing;
  private final Pulse reading;
  private final BooleanSupplier wentBack;

  LogReachable(Pulse writing, Pulse reading, BooleanSupplier wentBack) {
    this.writing = writing;
    this.reading = reading;
    this.wentBack = wentBack;
  }

  @Override
  public Health health() {
    var well = writing.isWell() && reading.isWell() && !wentBack.getAsBoolean();
    return (well ? Health.up() : Health.outOfService())
        .withDetail("written", writing.isWell())
        .withDetail("read", reading.isWell())
        .withDetail("wentBack", wentBack.getAsBoolean())
        .build();
  }
}
