package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong(7);
  private final DatabaseClock clock = new DatabaseClock(NOON, nanos::get);

  @Test
  void it_goes_on_from_what_the_database_has_said() {
    pass(Duration.ofMillis(1500));
    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(1500));
    var asked = nanos.get();
    pass(Duration.ofMillis(3));
    clock.heard(NOON.plusSeconds(9), asked);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(9));
    pass(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(10));
  }

  @Test
  void an_answer_that_was_long_under_way_says_nothing() {
    var asked = nanos.get();
    pass(DatabaseClock.LONGEST_ANSWER.plusNanos(1));
    clock.heard(NOON, asked);
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(1).plusNanos(1));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
