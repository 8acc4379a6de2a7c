package io.daybook.relay.webhook;

import io.daybook.eventstore.EventLog;
import io.daybook.runtime.DatabaseNumbers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * How it is with webhooks. An endpoint that is away is its owner's trouble and no health of ours:
 * this is down when nobody here looks after subscriptions any more.
 */
@Component("webhooks")
class WebhookWatch extends AbstractHealthIndicator implements MeterBinder {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  private static final long COUNT_EVERY = Duration.ofSeconds(5).toNanos();

  private final WebhookCountTable table;
  private final WebhookRecipients recipients;
  private final EventLog log;
  private final DatabaseNumbers numbers;
  private WebhookCountTable.@Nullable Counts counted;
  private long countedAt;

  WebhookWatch(
      WebhookCountTable table,
      WebhookRecipients recipients,
      EventLog log,
      DatabaseNumbers numbers) {
    super("Webhook subscriptions could not be counted");
    this.table = table;
    this.recipients = recipients;
    this.log = log;
    this.numbers = numbers;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    var counts = counts();
    var silence = recipients.lastLook();
    var status = silence.compareTo(LONGEST_SILENCE) > 0 ? health.down() : health.up();
    status
        .withDetail("active", counts.active())
        .withDetail("failing", counts.failing())
        .withDetail("disabled", counts.disabled())
        .withDetail("heldBack", counts.held())
        .withDetail("lag", lag(counts));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "daybook.webhook.active", WebhookCountTable.Counts::active);
    gauge(registry, "daybook.webhook.failing", WebhookCountTable.Counts::failing);
    gauge(registry, "daybook.webhook.disabled", WebhookCountTable.Counts::disabled);
    gauge(registry, "daybook.webhook.held", WebhookCountTable.Counts::held);
    gauge(registry, "daybook.webhook.given.up", WebhookCountTable.Counts::givenUp);
    gauge(registry, "daybook.webhook.lag", this::lag);
  }

  private void gauge(
      MeterRegistry registry, String name, ToLongFunction<WebhookCountTable.Counts> number) {
    Gauge.builder(name, () -> numbers.ask(() -> number.applyAsLong(counts()))).register(registry);
  }

  private long lag(WebhookCountTable.Counts counts) {
    return Math.max(0, log.headPosition() - counts.slowest());
  }

  /** All numbers of one look, and not a look for each. */
  private synchronized WebhookCountTable.Counts counts() {
    var known = counted;
    if (known == null || System.nanoTime() - countedAt > COUNT_EVERY) {
      known = table.count();
      counted = known;
      countedAt = System.nanoTime();
    }
    return known;
  }
}
