package io.daybook.lab.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.lab.platform.Platform;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes two minutes: the platform's jar is started in two processes, and one of them killed. */
@EnabledIfSystemProperty(named = "daybook.lab", matches = "all")
class ReadsAndWritesIT {
  private static ReadsAndWrites.Recorded recorded;

  @BeforeAll
  static void record() throws Exception {
    assumeTrue(Platform.isBuilt(), "app is not packaged: ./mvnw -pl app -am package");
    recorded = ReadsAndWrites.record(true, System.out::println);
  }

  @Test
  void no_rule_is_broken_while_a_process_is_killed_and_each_was_asked() {
    var verdict = Checker.check(recorded.history(), recorded.log());
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.checked().values()).allMatch(many -> many > 0);
    assertThat(recorded.history())
        .as("somebody asked the process while it was away")
        .anyMatch(operation -> operation.answer() instanceof Answer.Lost);
  }

  @Test
  void who_does_not_carry_a_position_reads_what_is_stale() {
    assertThat(Reads.of(recorded, Asked.Habit.FORGETS_AND_CHANGES).staleShare()).isPositive();
  }

  @Test
  void the_same_history_is_refused_when_one_acknowledged_write_is_moved_before_another() {
    var writes = WriteRules.acknowledged(recorded.history());
    var first = writes.getFirst();
    var moved =
        new Operation(
            first.client(), 0, first.asked(), Long.MAX_VALUE - 1, Long.MAX_VALUE, first.answer());
    var history = new ArrayList<>(recorded.history());
    history.replaceAll(one -> one == first ? moved : one);
    assertThat(Checker.check(history, recorded.log()).broken(Rule.REAL_TIME)).isPositive();
  }
}
