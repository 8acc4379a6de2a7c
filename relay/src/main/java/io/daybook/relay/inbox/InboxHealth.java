package io.daybook.relay.inbox;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Degraded while messages cannot be read or done: orders go on, and the messages wait at the
 * broker. So it turns neither the whole nor the readiness of the platform.
 */
class InboxHealth extends AbstractHealthIndicator {
  private static final Status DEGRADED = new Status("DEGRADED");

  private final InboxState state;
  private final AsideTable aside;

  InboxHealth(InboxState state, AsideTable aside) {
    super("The inbox could not be looked at");
    this.state = state;
    this.aside = aside;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    var trouble = state.trouble();
    (trouble == null ? health.up() : health.status(DEGRADED).withDetail("trouble", trouble))
        .withDetail("aside", aside.count())
        .withDetail("reading", state.isAssigned());
  }
}
