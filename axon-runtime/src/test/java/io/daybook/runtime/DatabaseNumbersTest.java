package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever reads metrics does not wait for a database that is away. */
class DatabaseNumbersTest {

  @Test
  void a_failure_is_not_known_and_the_next_number_is() {
    try (var numbers = new DatabaseNumbers(Duration.ofSeconds(30), Duration.ofHours(1))) {
      assertThat(
              numbers.ask(
                  () -> {
                    throw new IllegalStateException("away");
                  }))
          .isNaN();
      assertThat(numbers.ask(() -> 7)).isEqualTo(7);
    }
  }

  @Test
  void after_one_that_takes_too_long_nobody_is_asked_for_a_while() {
    var answer = new CountDownLatch(1);
    var asked = new AtomicInteger();
    try (var numbers = new DatabaseNumbers(Duration.ofMillis(1), Duration.ofHours(1))) {
      assertThat(numbers.answer(() -> waitFor(answer))).isEmpty();
      answer.countDown();
      for (int i = 0; i < 100; i++) {
        assertThat(numbers.ask(asked::incrementAndGet)).isNaN();
      }
      assertThat(asked).hasValue(0);
    }
  }

  private static String waitFor(CountDownLatch answer) {
    try {
      answer.await();
      return "late";
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
