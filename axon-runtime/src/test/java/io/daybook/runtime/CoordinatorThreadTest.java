package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoordinatorThreadTest {
  private final CoordinatorThread coordination = new CoordinatorThread("of a test");

  @AfterEach
  void end() {
    coordination.shutdownNow();
  }

  @Test
  void a_wait_that_failures_have_made_long_is_cut_short() {
    assertThat(delayOf(60_000)).isPositive().isLessThanOrEqualTo(2_000);
    assertThat(delayOf(8_000)).isPositive().isLessThanOrEqualTo(2_000);
  }

  @Test
  void an_ordinary_wait_is_what_it_was() {
    assertThat(delayOf(5_000)).isGreaterThan(2_000).isLessThanOrEqualTo(5_000);
  }

  @Test
  void while_the_queues_are_full_it_looks_again_soon() {
    assertThat(delayOf(100)).isLessThanOrEqualTo(10);
    assertThat(delayOf(4_999)).isGreaterThan(100);
  }

  private long delayOf(long millis) {
    return coordination
        .schedule(() -> {}, millis, TimeUnit.MILLISECONDS)
        .getDelay(TimeUnit.MILLISECONDS);
  }
}
