package io.daybook.relay.published;

/** What is told of a webhook subscription, for its owner to hear at another endpoint. */
public sealed interface WebhookAnnounced extends IntegrationEvent {

  /** The subscription. */
  String subscription();

  @Override
  default String subject() {
    return subscription();
  }

  /**
   * Nothing is delivered to it any more until its owner enables it.
   *
   * @param cause {@code FAILING} or {@code GONE}
   */
  @Word("webhook.disabled.v1")
  record Disabled(String subscription, String cause) implements WebhookAnnounced {}
}
