package io.daybook.lab.replicated;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.lab.shop.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes half a minute: three servers and three peers are started. */
@EnabledIfSystemProperty(named = "daybook.lab", matches = "all")
class CoordinatorThatCannotDieIT {
  private static Servers servers;
  private static Cluster cluster;
  private static StrikeTrials trials;

  @BeforeAll
  static void start() throws Exception {
    servers = Servers.three();
    cluster = new Cluster(servers, 0);
    trials = new StrikeTrials(servers, cluster);
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    servers.close();
  }

  @Test
  void the_others_commit_what_a_killed_leader_has_decided() throws Exception {
    var struck = trials.struck(Strike.LEADER_KILLED, Point.DECIDED);
    assertThat(struck.endsWithoutIt()).isTrue();
    assertThat(struck.outcome()).isEqualTo("committed");
    assertThat(struck.later()).isEqualTo("committed");
  }

  @Test
  void the_others_abort_what_a_killed_leader_has_not_decided() throws Exception {
    var struck = trials.struck(Strike.LEADER_KILLED, Point.PREPARED_3);
    assertThat(struck.endsWithoutIt()).isTrue();
    assertThat(struck.outcome()).isEqualTo("rolled back");
    assertThat(struck.later()).isEqualTo("rolled back");
  }

  @Test
  void a_leader_that_stood_still_commits_nothing_that_another_has_aborted() throws Exception {
    var struck = trials.struck(Strike.LEADER_STOPPED, Point.PREPARED_3);
    assertThat(struck.outcome()).isEqualTo("rolled back");
    assertThat(struck.later()).isEqualTo("rolled back");
  }

  @Test
  void the_death_of_a_follower_changes_nothing() throws Exception {
    var struck = trials.struck(Strike.FOLLOWER_KILLED, Point.PREPARED_3);
    assertThat(struck.outcome()).isEqualTo("committed");
    assertThat(struck.later()).isEqualTo("committed");
  }
}
