package io.daybook.projection.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NightlyVerificationTest {
  private static final String CRON = "0 30 3 * * *";

  @Test
  void a_night_is_due_once_and_one_that_was_missed_is_made_up_for() {
    assertThat(isDue("2026-11-28T03:30:01", "2026-11-28T23:00:00")).isFalse();
    assertThat(isDue("2026-11-28T03:30:01", "2026-11-29T03:29:59")).isFalse();
    assertThat(isDue("2026-11-28T03:30:01", "2026-11-29T03:30:00")).isTrue();
    assertThat(isDue("2026-11-25T12:00:00", "2026-11-28T09:00:00")).isTrue();
  }

  private static boolean isDue(String last, String now) {
    return NightlyVerification.isDue(
        CRON,
        LocalDateTime.parse(last).atZone(ZoneId.systemDefault()).toInstant(),
        LocalDateTime.parse(now).atZone(ZoneId.systemDefault()).toInstant());
  }
}
