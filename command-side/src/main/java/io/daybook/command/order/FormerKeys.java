package io.daybook.command.order;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.NewerReleaseException;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Recognizes a request that is repeated after the upgrade to callers with names, so that nobody
 * pays twice for it. Before, an order's id followed from its key alone. For a day after the last
 * event without a principal such an order is looked for, which costs a look at the log; from then
 * on, and in every shop that began with this release, it costs nothing.
 */
@Component
class FormerKeys {
  /** Providers of payments remember a key for so long. */
  static final Duration KEPT = Duration.ofDays(1);

  private final EventLog log;
  private final Clock clock;
  private volatile @Nullable Instant lookUntil;

  FormerKeys(EventLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** The order that the same customer has placed with this key before the upgrade. */
  Optional<OrderId> orderOf(String key, CustomerId customer) {
    if (!clock.instant().isBefore(lookUntil())) {
      return Optional.empty();
    }
    var former = KeyIds.orderBefore(key);
    return log.readStreams(List.of(former.toString())).stream()
        .map(LoggedEvent::payload)
        .filter(OrderPlaced.class::isInstance)
        .map(OrderPlaced.class::cast)
        .filter(placed -> placed.customerId().equals(customer))
        .map(OrderPlaced::orderId)
        .findFirst();
  }

  private Instant lookUntil() {
    var known = lookUntil;
    if (known == null) {
      var now = clock.instant();
      known = hasNamelessSince(now.minus(KEPT)) ? now.plus(KEPT) : Instant.MIN;
      lookUntil = known;
    }
    return known;
  }

  /** Whether the first event since then has no principal. */
  private boolean hasNamelessSince(Instant then) {
    try {
      return log.readPositions(List.of(log.positionAt(then) + 1)).stream()
          .anyMatch(event -> !event.metadata().containsKey(MetadataKeys.PRINCIPAL));
    } catch (NewerReleaseException named) {
      return false;
    }
  }
}
