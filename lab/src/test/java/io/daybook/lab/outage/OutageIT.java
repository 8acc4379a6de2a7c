package io.daybook.lab.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes some minutes, and needs the platform's jar; without it, it is skipped. */
@EnabledIfSystemProperty(named = "daybook.lab", matches = "all")
class OutageIT {

  @Test
  void a_lost_call_leaves_an_order_stuck_only_where_nobody_sweeps() throws Exception {
    assumeTrue(Platform.isBuilt(), "the platform is not built");
    try (var platform = new Platform(Shape.of("command", "saga"))) {
      platform.start();
      var trials = new OutageTrials(platform, Times.of(true));
      assertThat(trials.run(Protection.AS_IT_IS).stuck()).isZero();
      assertThat(trials.run(Protection.NO_SWEEPER).stuck()).isEqualTo(OutageTrials.LOST);
    }
  }

  @Test
  void without_deadlines_whoever_is_never_answered_waits_for_ever() throws Exception {
    assumeTrue(Platform.isBuilt(), "the platform is not built");
    try (var platform = new Platform(Shape.of("command", "saga"))) {
      platform.start();
      var trials = new OutageTrials(platform, Times.of(true));
      assertThat(trials.run(Protection.NO_DEADLINES).stuck()).isGreaterThan(OutageTrials.LOST);
    }
  }

  @Test
  void a_poisoned_message_holds_up_no_order_but_its_own() throws Exception {
    assumeTrue(Platform.isBuilt(), "the platform is not built");
    try (var platform = new Platform(Shape.of("command", "saga"))) {
      platform.start();
      var course = new OutageTrials(platform, Times.of(true)).run(Protection.POISONED);
      assertThat(course.stuck()).isLessThanOrEqualTo(1);
      assertThat(course.last().confirmed())
          .isGreaterThanOrEqualTo(course.placed() - OutageTrials.LOST - 1);
    }
  }

  @Test
  void without_a_breaker_a_provider_that_is_away_is_asked_more_often() throws Exception {
    assumeTrue(Platform.isBuilt(), "the platform is not built");
    try (var platform = new Platform(Shape.of("command", "saga"))) {
      platform.start();
      var trials = new OutageTrials(platform, Times.of(true));
      assertThat(trials.run(Protection.NO_BREAKER).callsWhileAway())
          .isGreaterThan(trials.run(Protection.AS_IT_IS).callsWhileAway());
    }
  }
}
