package io.daybook.relay.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is kept.
 *
 * @param owner the subject of who has made it
 * @param types of what is told
 * @param version counts what people change
 * @param failures attempts that failed since the last one that did not
 * @param failingSince the first of these; null where there is none
 * @param dueAt nothing is sent before
 * @param disabledBecause null while it is active
 */
record WebhookSubscription(
    SubscriptionId id,
    String owner,
    String url,
    List<String> types,
    String description,
    long version,
    Instant createdAt,
    int failures,
    @Nullable Instant failingSince,
    Instant dueAt,
    @Nullable Instant disabledAt,
    @Nullable DisabledBecause disabledBecause) {

  /** Keeps its own list. */
  WebhookSubscription {
    types = List.copyOf(types);
  }

  boolean isActive() {
    return disabledBecause == null;
  }
}
