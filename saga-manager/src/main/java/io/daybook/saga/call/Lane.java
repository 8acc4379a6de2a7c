package io.daybook.saga.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.util.concurrent.Semaphore;

/**
 * What limits the calls to one port.
 *
 * @param free how many more may be under way
 * @param breaker stops all of them while too many fail
 * @param pauses milliseconds after so many attempts
 */
record Lane(
    OutsideProperties.Patience patience,
    Semaphore free,
    CircuitBreaker breaker,
    IntervalFunction pauses) {
  private static final int WINDOW = 50;

  static Lane of(Port port, OutsideProperties.Patience patience) {
    var breaker =
        CircuitBreaker.of(
            port.name(),
            CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(WINDOW / 2)
                .failureRateThreshold(patience.breakAt())
                .waitDurationInOpenState(patience.breakFor())
                .build());
    var pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            patience.firstPause().toMillis(), 2, 0.5, patience.longestPause().toMillis());
    return new Lane(patience, new Semaphore(patience.concurrent()), breaker, pauses);
  }
}
