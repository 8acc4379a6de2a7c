package io.daybook.outside.payment;

import io.daybook.outside.call.Attempt;
import io.daybook.outside.call.NotYetException;
import io.daybook.outside.call.Past;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Whether a key still protects, and when another may take its place. */
@Component
class KeysInUse {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  /** How far the provider's clock may be from ours, in its books. */
  private static final Duration CLOCKS = Duration.ofMinutes(2);

  private final PaymentKeyProperties properties;
  private final Clock clock;

  KeysInUse(PaymentKeyProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  boolean mustAsk(Past past) {
    return past.mustAsk(properties.keyLife(), clock.instant());
  }

  /** From when on the provider's books may show what was asked under the present key. */
  static Instant since(Past past) {
    return past.since().minus(CLOCKS);
  }

  /** Until when; an attempt that is not known of may just have been made. */
  Instant until(Past past) {
    return until(past, clock.instant());
  }

  static Instant until(Past past, Instant now) {
    return Objects.requireNonNullElse(past.last(), now).plus(CLOCKS);
  }

  /**
   * The key for what the provider's books do not show. An attempt may still be under way over
   * there, so a fresh key is taken only when the last one is long over; until then the present key
   * is used while it protects.
   *
   * @throws NotYetException when it is too early for a fresh key, and too late for the present one
   */
  Past fresh(Attempt attempt) {
    var past = attempt.past();
    if (isSettled(past)) {
      return attempt.renew();
    }
    if (clock.instant().isBefore(past.since().plus(properties.keyLife()))) {
      return past;
    }
    throw unsettled(past);
  }

  /** Whether what the books do not show of this call will not be there later. */
  boolean isSettled(Past past) {
    return !settledAt(past).isAfter(clock.instant());
  }

  NotYetException unsettled(Past past) {
    return NotYetException.tooEarly(
        "An attempt may still be under way at the provider",
        Duration.between(clock.instant(), settledAt(past)));
  }

  /**
   * The longer something takes, the more seldom it is asked for; news hasten it. So the questions
   * that a call has before it is shown to operators last for about two days: refunds take as long.
   */
  NotYetException notYet(Past past, String what) {
    var pause = Duration.between(past.since(), clock.instant()).dividedBy(2);
    if (pause.compareTo(SHORTEST_PAUSE) < 0) {
      pause = SHORTEST_PAUSE;
    }
    return new NotYetException(what, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  private Instant settledAt(Past past) {
    return past.last() == null ? Instant.MIN : past.last().plus(properties.settle());
  }
}
