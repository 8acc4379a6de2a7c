package io.daybook.outside.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What limits the calls to one port. What {@link #enter} or {@link #enterAll} let in ends with
 * {@link #answered}, {@link #failed} or {@link #notAsked}, and gives its hand back.
 *
 * @param free how many more may be under way
 * @param breaker stops all of them while too many fail, except for one at a time that finds out
 *     whether the port is back
 * @param pauses milliseconds after so many attempts
 * @param pausesParked milliseconds after so many attempts of a call that is parked
 */
record Lane(
    OutsideProperties.Patience patience,
    Semaphore free,
    CircuitBreaker breaker,
    IntervalFunction pauses,
    IntervalFunction pausesParked) {
  private static final int WINDOW = 50;

  static Lane of(Port port, OutsideProperties.Patience patience, Clock clock) {
    var breaker =
        CircuitBreaker.of(
            port.name(),
            CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(WINDOW / 2)
                .failureRateThreshold(patience.breakAt())
                .waitDurationInOpenState(patience.breakFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build());
    return new Lane(
        patience,
        new Semaphore(patience.concurrent()),
        breaker,
        pauses(patience.firstPause(), patience.longestPause()),
        pauses(patience.firstPauseParked(), patience.longestPauseParked()));
  }

  private static IntervalFunction pauses(Duration first, Duration longest) {
    return IntervalFunction.ofExponentialRandomBackoff(
        first.toMillis(), 2, 0.5, longest.toMillis());
  }

  /** Whether the port is not known to be away. */
  boolean works() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  /** How the port is trusted now; on the way back to a port one call finds out whether it works. */
  CircuitBreaker.State state() {
    return breaker.getState();
  }

  /** Takes a free hand, if there is one and the port is not given a rest. */
  boolean enter() {
    return free.tryAcquire() && permitted(1) == 1;
  }

  /**
   * Takes all free hands.
   *
   * @return how many: none while the port is away, but one from time to time
   */
  int enterAll() {
    var hands = free.drainPermits();
    return hands == 0 ? 0 : permitted(hands);
  }

  private int permitted(int hands) {
    if (works()) {
      return hands;
    }
    var probe = breaker.tryAcquirePermission() ? 1 : 0;
    free.release(hands - probe);
    return probe;
  }

  /** Gives hands back for which there was no call. */
  void leave(int hands) {
    if (hands > 0) {
      notAsked();
      free.release(hands);
    }
  }

  /** Nothing was asked for a call; the next may find out whether the port is back. */
  void notAsked() {
    breaker.releasePermission();
  }

  /** The port is well, whatever it has answered. */
  void answered(long sinceNanos) {
    breaker.onSuccess(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
  }

  /** The port has not answered, or not as it should. */
  void failed(long sinceNanos, Throwable failure) {
    breaker.onError(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS, failure);
  }

  /** How long to wait after an attempt. */
  Duration pauseAfter(Call call) {
    return Duration.ofMillis(
        call.parked()
            ? pausesParked.apply(Math.max(1, call.attempts() - patience.attempts() + 1))
            : pauses.apply(Math.max(1, call.attempts() + call.undecided())));
  }
}
