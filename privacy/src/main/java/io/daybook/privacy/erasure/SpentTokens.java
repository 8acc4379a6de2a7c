package io.daybook.privacy.erasure;

import io.daybook.privacy.Keys;
import io.daybook.privacy.OrderKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Tokens of payments are sealed under a key of the hour in which their order was placed. It is
 * deleted as soon as no payment of that hour's orders may have to be asked for.
 */
@Component
class SpentTokens {
  /** An order may be appended so long after its token was sealed. */
  private static final Duration LATE = Duration.ofMinutes(5);

  private final Keys keys;
  private final CustomerOrders orders;
  private final Clock clock;

  SpentTokens(Keys keys, CustomerOrders orders, Clock clock) {
    this.keys = keys;
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * Deletes the keys of the hours that are over, from the first one, and stops at one that is not.
   */
  void erase() {
    for (var subject : keys.subjects(OrderKeys.hours())) {
      var hour = Instant.parse(subject.substring(OrderKeys.hours().length()));
      var over = hour.plus(1, ChronoUnit.HOURS).plus(LATE);
      if (over.isAfter(clock.instant()) || orders.mayStillBePaid(over)) {
        return;
      }
      keys.erase(subject, keys.idsOf(subject));
    }
  }
}
