package io.daybook.reconciliation;

import io.daybook.outside.call.OutsideProperties;
import io.github.resilience4j.core.IntervalFunction;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks the others as often, and with the same pauses, as any other call is made. */
final class Patiently {
  private final int attempts;
  private final IntervalFunction pauses;

  Patiently(OutsideProperties.Patience patience) {
    this.attempts = patience.attempts();
    this.pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            patience.firstPause().toMillis(), 2, 0.5, patience.longestPause().toMillis());
  }

  <T> T ask(Supplier<T> question) {
    for (int attempt = 1; ; attempt++) {
      try {
        return question.get();
      } catch (RuntimeException failure) {
        if (attempt >= attempts) {
          throw failure;
        }
        pause(attempt);
      }
    }
  }

  private void pause(int attempt) {
    try {
      TimeUnit.MILLISECONDS.sleep(pauses.apply(attempt));
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
  }
}
