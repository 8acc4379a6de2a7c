package io.daybook.relay.webhook;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** What all who work for a subscription have in common. */
@Component
final class WebhookTools {
  /** Connections that all of them together take from the others, at most. */
  private static final int CONNECTIONS = 8;

  private final SubscriptionTable subscriptions;
  private final SecretTable secrets;
  private final DeliveryTable deliveries;
  private final WebhookCalls calls;
  private final Disabling disabling;
  private final WebhookProperties properties;
  private final Backoff backoff;
  private final Clock clock;
  private final Semaphore connections = new Semaphore(CONNECTIONS, true);

  WebhookTools(
      SubscriptionTable subscriptions,
      SecretTable secrets,
      DeliveryTable deliveries,
      WebhookCalls calls,
      Disabling disabling,
      WebhookProperties properties,
      Backoff backoff,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.calls = calls;
    this.disabling = disabling;
    this.properties = properties;
    this.backoff = backoff;
    this.clock = clock;
  }

  SubscriptionTable subscriptions() {
    return subscriptions;
  }

  SecretTable secrets() {
    return secrets;
  }

  DeliveryTable deliveries() {
    return deliveries;
  }

  WebhookCalls calls() {
    return calls;
  }

  Disabling disabling() {
    return disabling;
  }

  WebhookProperties properties() {
    return properties;
  }

  Backoff backoff() {
    return backoff;
  }

  Instant now() {
    return clock.instant();
  }

  /** Asks the database, if need be when others have asked it. */
  void inDatabase(Runnable work) {
    connections.acquireUninterruptibly();
    try {
      work.run();
    } finally {
      connections.release();
    }
  }
}
