package io.daybook.relay.kafka;

import io.daybook.relay.follow.Relay;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Degraded while Kafka cannot be told: orders go on, and what happened is told later. So it turns
 * neither the whole nor the readiness of the platform.
 */
final class KafkaHealth extends AbstractHealthIndicator {
  static final Status DEGRADED = new Status("DEGRADED");

  private final Relay relay;

  KafkaHealth(Relay relay) {
    super("Kafka's cursor cannot be read");
    this.relay = relay;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    relay.progress().stream()
        .filter(one -> one.cursor().kind().equals(KafkaRecipients.LIVE))
        .findFirst()
        .ifPresent(
            here -> {
              health.withDetail("position", here.position());
              if (here.trouble() != null) {
                health.status(DEGRADED).withDetail("trouble", here.trouble());
              }
            });
    health.withDetail("lag", relay.lag(KafkaRecipients.LIVE));
  }
}
