package io.daybook.relay.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as its owner sees it.
 *
 * @param position it was told everything up to here, but for what is held back; null while nobody
 *     knows
 * @param failingSince since when nothing could be delivered
 * @param nextAttemptAt when it is tried again, if that is not at once
 */
record SubscriptionPage(
    String id,
    String owner,
    String url,
    List<String> types,
    String description,
    State state,
    long version,
    Instant createdAt,
    @Nullable Long position,
    @Nullable Instant failingSince,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant disabledAt,
    @Nullable DisabledBecause disabledBecause) {

  /** How it is with a subscription. */
  enum State {
    /** What happens is told. */
    ACTIVE,
    /** It is told, but nothing could be delivered lately. */
    FAILING,
    /** Nothing is told until it is enabled. */
    DISABLED
  }

  static SubscriptionPage of(WebhookSubscription one, @Nullable Long position) {
    return new SubscriptionPage(
        one.id().toString(),
        one.owner(),
        one.url(),
        one.types(),
        one.description(),
        !one.isActive() ? State.DISABLED : one.failures() > 0 ? State.FAILING : State.ACTIVE,
        one.version(),
        one.createdAt(),
        position,
        one.failingSince(),
        one.isActive() && one.failures() > 0 ? one.dueAt() : null,
        one.disabledAt(),
        one.disabledBecause());
  }
}
