package io.daybook.schema.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationClassTest {

  @Test
  void the_longest_of_a_class_is_at_most_5_percent_longer_than_any_of_it() {
    for (long millis = 0; millis < 40_000_000; millis += 1 + millis / 50) {
      var longest = DurationClass.longestMillis(DurationClass.of(Duration.ofMillis(millis)));
      assertThat(longest)
          .as("class of " + millis)
          .isBetween(millis, (long) Math.ceil(millis * 1.05 + 0.05));
    }
  }

  @Test
  void a_clock_that_was_set_back_makes_no_negative_class() {
    assertThat(DurationClass.of(Duration.ofSeconds(-3))).isZero();
  }
}
