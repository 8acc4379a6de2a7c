package io.daybook.lab.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.lab.clocks.ClockTrials.Observed;
import io.daybook.lab.platform.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes some minutes: two processes with clocks of their own, and deadlines that pass. */
@EnabledIfSystemProperty(named = "daybook.lab", matches = "all")
class ClocksIT {
  private static Observed observed;
  private static History history;

  @BeforeAll
  static void run() throws Exception {
    var library = FakeClock.library();
    assumeTrue(library.isPresent(), "libfaketime is not installed: apt-get install libfaketime");
    assumeTrue(Platform.isBuilt(), "app is not packaged: ./mvnw -pl app -am package");
    observed = ClockTrials.run(library.orElseThrow(), true, System.out::println);
    history = observed.histories().get(Phase.MINUTES);
  }

  @Test
  void wall_clocks_put_effects_before_their_causes_and_nothing_else_does() {
    assertThat(Tally.of(history, Clock.WALL).crossingInverted()).isPositive();
    assertThat(Tally.of(history, Clock.LOG).inverted()).isZero();
    assertThat(Tally.of(history, Clock.VECTOR).inverted()).isZero();
  }

  @Test
  void both_processes_have_decided_events_because_of_those_of_the_other() {
    assertThat(Tally.of(history, Clock.LOG).crossing()).isPositive();
  }

  @Test
  void what_the_platform_promises_holds() {
    assertThat(observed.promises()).hasSize(7).allMatch(Promise::holds);
  }

  @Test
  void a_process_that_is_behind_the_issuer_refuses_tokens_and_one_that_is_ahead_does_not() {
    assertThat(observed.nodeTimes().tokenBehind()).isEqualTo(401);
    assertThat(observed.nodeTimes().tokenAhead()).isEqualTo(200);
  }
}
