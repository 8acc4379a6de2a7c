package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NightlyTest {
  private static final String AT_THREE = "0 0 3 * * *";
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void it_runs_once_a_night() {
    assertThat(isDue("2026-11-17T03:00:01Z", "2026-11-18T02:59:59Z")).isFalse();
    assertThat(isDue("2026-11-17T03:00:01Z", "2026-11-18T03:00:00Z")).isTrue();
  }

  @Test
  void a_night_that_was_missed_is_made_up_for_at_once() {
    assertThat(isDue("2026-11-15T03:00:01Z", "2026-11-17T14:00:00Z")).isTrue();
  }

  @Test
  void the_night_is_that_of_the_machine() {
    assertThat(isDue("2026-07-17T02:00:01Z", "2026-07-18T01:59:59Z")).isFalse();
    assertThat(isDue("2026-07-17T02:00:01Z", "2026-07-18T02:00:00Z")).isTrue();
  }

  private static boolean isDue(String last, String now) {
    return Nightly.isDue(AT_THREE, Instant.parse(last), Instant.parse(now), LONDON);
  }
}
