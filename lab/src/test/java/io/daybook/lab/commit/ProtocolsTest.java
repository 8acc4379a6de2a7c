package io.daybook.lab.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolsTest {
  private static final int PARTICIPANTS = ThreePhaseCommit.PARTICIPANTS;
  private static final long SEEDS = Long.getLong("daybook.lab.seeds", 3_000);

  @ParameterizedTest
  @EnumSource(Faults.class)
  void two_phase_commit_never_decides_twice(Faults faults) {
    assertThat(Tally.of(Protocol.TWO_PHASE, faults, PARTICIPANTS, SEEDS).differing()).isZero();
  }

  @Test
  void two_phase_commit_blocks_when_its_coordinator_alone_stops_after_all_have_voted() {
    var blocked =
        Tally.of(Protocol.TWO_PHASE, Faults.CRASHES, PARTICIPANTS, SEEDS)
            .shortestBlocked()
            .orElseThrow();
    assertThat(blocked.faults()).isOne();
    assertThat(blocked.blocked()).containsExactly("p1", "p2", "p3");
    var steps = told(Protocol.TWO_PHASE, Faults.CRASHES, blocked);
    assertThat(steps).contains("CRASH of coordinator", "p1 is PREPARED", "p3 is PREPARED");
    assertThat(steps).doesNotContain("coordinator is COMMITTED", "coordinator is ABORTED");
  }

  @Test
  void two_phase_commit_does_not_block_where_nothing_stops() {
    assertThat(Tally.of(Protocol.TWO_PHASE, Faults.LATENESS, PARTICIPANTS, SEEDS).blocked())
        .isZero();
  }

  @Test
  void three_phase_commit_neither_blocks_nor_decides_twice_on_crashes() {
    var crashes = Tally.of(Protocol.THREE_PHASE, Faults.CRASHES, PARTICIPANTS, SEEDS);
    assertThat(crashes.blocked()).isZero();
    assertThat(crashes.differing()).isZero();
  }

  @Test
  void three_phase_commit_decides_differently_on_both_sides_of_a_partition() {
    var partition = Tally.of(Protocol.THREE_PHASE, Faults.PARTITION, PARTICIPANTS, SEEDS);
    var shortest = partition.shortestDiffering().orElseThrow();
    assertThat(told(Protocol.THREE_PHASE, Faults.PARTITION, shortest))
        .contains("PARTITION: ", "is COMMITTED", "is ABORTED")
        .doesNotContain("CRASH");
  }

  @Test
  void three_phase_commit_decides_twice_when_others_are_only_late() {
    assertThat(
            Tally.of(Protocol.THREE_PHASE, Faults.LATENESS, PARTICIPANTS, SEEDS)
                .shortestDiffering())
        .isPresent();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void the_same_seed_is_the_same_schedule(Protocol protocol) {
    LongStream.rangeClosed(1, 200)
        .forEach(
            seed ->
                assertThat(Simulation.told(protocol, Faults.CRASHES, PARTICIPANTS, seed))
                    .isEqualTo(Simulation.told(protocol, Faults.CRASHES, PARTICIPANTS, seed)));
  }

  private static String told(Protocol protocol, Faults faults, Outcome outcome) {
    return String.join(
        "\n", Simulation.told(protocol, faults, PARTICIPANTS, outcome.seed()).told());
  }
}
