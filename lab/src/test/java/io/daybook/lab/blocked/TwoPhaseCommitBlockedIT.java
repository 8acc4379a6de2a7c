package io.daybook.lab.blocked;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.lab.shop.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes half a minute: three servers and four processes are started. */
@EnabledIfSystemProperty(named = "daybook.lab", matches = "all")
class TwoPhaseCommitBlockedIT {
  private static final long OUTAGE_MILLIS = 300;

  private static Servers servers;
  private static Trials trials;

  @BeforeAll
  static void start() throws Exception {
    servers = Servers.three();
    trials = new Trials(servers, OUTAGE_MILLIS);
  }

  @AfterAll
  static void stop() throws Exception {
    servers.close();
  }

  @Test
  void a_customer_of_the_same_sku_waits_until_the_coordinator_is_back() throws Exception {
    var trial = trials.recovered(KillPoint.DECIDED);
    assertThat(trial.prepared()).containsExactly(1, 1, 1);
    assertThat(trial.servedWithout()).isFalse();
    assertThat(trial.outcome()).isEqualTo("committed");
  }

  @Test
  void an_operator_who_rolls_back_what_is_prepared_leaves_half_an_order() throws Exception {
    var trial = trials.decided(KillPoint.COMMITTED_1, Operator.ROLLS_BACK);
    assertThat(trial.outcome()).isEqualTo("ONLY orders");
    assertThat(trial.later()).isEqualTo("ONLY orders");
  }
}
