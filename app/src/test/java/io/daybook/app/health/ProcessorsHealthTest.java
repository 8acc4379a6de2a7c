package io.daybook.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.runtime.DatabaseNumbers;
import io.daybook.runtime.ProcessorSegments.OneSegment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** A processor that is behind and moves is well, one that stands is not. */
class ProcessorsHealthTest {
  private final DatabaseNumbers numbers =
      new DatabaseNumbers(Duration.ofSeconds(30), Duration.ofSeconds(1));
  private Instant now = Instant.EPOCH;
  private OneSegment segment = segment("me", 5, 0, null);
  private boolean away;

  private final ProcessorsHealth health =
      new ProcessorsHealth(
          "me",
          () -> List.of("stock_g1"),
          _ -> {
            if (away) {
              throw new IllegalStateException("the database is away");
            }
            return List.of(segment);
          },
          numbers,
          Duration.ofMinutes(1),
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @AfterEach
  void close() {
    numbers.close();
  }

  @Test
  void one_that_has_followed_all_is_well_however_long_nothing_happens() {
    assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
    assertThat(after(Duration.ofHours(1))).isEqualTo(Status.UP);
  }

  @Test
  void one_that_is_behind_and_does_not_move_stands_until_it_moves() {
    segment = segment("me", 5, 3, null);
    assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
    assertThat(after(Duration.ofSeconds(59))).isEqualTo(Status.UP);
    assertThat(after(Duration.ofSeconds(1))).isEqualTo(Status.OUT_OF_SERVICE);
    segment = segment("me", 6, 2, null);
    assertThat(after(Duration.ofSeconds(1))).isEqualTo(Status.UP);
  }

  @Test
  void one_that_another_process_has_is_not_ours_to_tell_of() {
    segment = segment("another", 5, 3, null);
    assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
    assertThat(after(Duration.ofHours(1))).isEqualTo(Status.UP);
  }

  @Test
  void one_that_nobody_has_stands() {
    segment = segment(null, 5, 3, null);
    assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
    assertThat(after(Duration.ofHours(1))).isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void one_that_an_operator_has_to_decide_about_stands_at_once() {
    segment = segment(null, 9, 0, "its token is ahead of the log");
    assertThat(after(Duration.ZERO)).isEqualTo(Status.OUT_OF_SERVICE);
    segment = segment("me", 5, 0, null);
    assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
  }

  @Test
  void what_is_not_known_is_not_told() {
    away = true;
    assertThat(after(Duration.ZERO)).isEqualTo(Status.UP);
  }

  private Status after(Duration time) {
    now = now.plus(time);
    return health.health().getStatus();
  }

  private static OneSegment segment(
      @Nullable String owner, long position, long lag, @Nullable String stopped) {
    return new OneSegment(0, 1.0, owner, position, lag, stopped);
  }
}
