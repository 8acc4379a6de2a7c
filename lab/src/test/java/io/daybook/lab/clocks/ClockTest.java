package io.daybook.lab.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of clock over histories that are small enough to be told by hand, and over many. */
class ClockTest {
  /**
   * Process 0 is 300 s behind process 1. Position 2 in process 0 follows from 1 in process 1; 3 in
   * process 1 has nothing to do with it.
   */
  private static final History TWO =
      new History(
          List.of(
              new Event(1, 1, 300_000, List.of()),
              new Event(2, 0, 10, List.of(1L)),
              new Event(3, 1, 300_020, List.of())));

  @Test
  void wall_clocks_put_an_effect_before_its_cause() {
    assertThat(Clock.WALL.run(TWO).told(0, 1)).isEqualTo(Told.AFTER);
    assertThat(Tally.of(TWO, Clock.WALL))
        .extracting(Tally::inverted, Tally::crossing, Tally::crossingInverted)
        .containsExactly(1L, 1L, 1L);
  }

  @ParameterizedTest
  @EnumSource(names = {"LAMPORT", "VECTOR", "HYBRID", "LOG"})
  void all_others_put_it_after(Clock clock) {
    assertThat(clock.run(TWO).told(0, 1)).isEqualTo(Told.BEFORE);
    assertThat(clock.run(TWO).told(1, 0)).isEqualTo(Told.AFTER);
  }

  @Test
  void vector_clocks_alone_know_what_is_concurrent() {
    assertThat(Clock.VECTOR.run(TWO).told(1, 2)).isEqualTo(Told.NEITHER);
    assertThat(Clock.LOG.run(TWO).told(1, 2)).isEqualTo(Told.BEFORE);
    assertThat(Tally.of(TWO, Clock.VECTOR).knownShare()).isEqualTo(100);
    assertThat(Tally.of(TWO, Clock.LOG).knownShare()).isZero();
  }

  @Test
  void lamports_clock_calls_equal_what_is_concurrent_by_chance_only() {
    assertThat(Clock.LAMPORT.run(TWO).told(1, 2)).isEqualTo(Told.NEITHER);
    var longer =
        new History(
            List.of(
                new Event(1, 0, 1, List.of()),
                new Event(2, 0, 2, List.of()),
                new Event(3, 1, 3, List.of())));
    assertThat(longer.isBefore(1, 2)).isFalse();
    assertThat(Clock.LAMPORT.run(longer).told(1, 2)).isEqualTo(Told.AFTER);
  }

  @Test
  void a_hybrid_clock_runs_ahead_with_whoever_it_hears_of_and_counts_meanwhile() {
    var stamps = HybridClock.over(TWO);
    assertThat(stamps.stamps().told(0, 1)).isEqualTo(Told.BEFORE);
    assertThat(stamps.stamps().told(1, 2)).isEqualTo(Told.BEFORE);
    assertThat(stamps.aheadMillis(TWO)).isEqualTo(299_990);
    assertThat(stamps.highestCount()).isEqualTo(1);
  }

  @Test
  void what_happened_before_goes_on_through_processes_and_causes() {
    var chain =
        new History(
            List.of(
                new Event(1, 0, 1, List.of()),
                new Event(2, 0, 2, List.of()),
                new Event(3, 1, 3, List.of(2L)),
                new Event(4, 2, 4, List.of(3L)),
                new Event(5, 0, 5, List.of())));
    assertThat(chain.isBefore(0, 3)).isTrue();
    assertThat(chain.isBefore(0, 4)).isTrue();
    assertThat(chain.isBefore(3, 4)).isFalse();
    assertThat(chain.isBefore(3, 0)).isFalse();
  }

  @Test
  void over_many_histories_logical_clocks_never_invert_and_vectors_are_exact() {
    for (int seed = 0; seed < 200; seed++) {
      var history = random(seed);
      for (var clock : List.of(Clock.LAMPORT, Clock.HYBRID, Clock.LOG, Clock.VECTOR)) {
        var tally = Tally.of(history, clock);
        assertThat(tally.wrong() + tally.untold()).as(clock + " of " + seed).isZero();
      }
      var vector = Tally.of(history, Clock.VECTOR);
      assertThat(vector.known()).as("seed " + seed).isEqualTo(vector.concurrent());
    }
  }

  @Test
  void a_cause_after_its_effect_is_none() {
    assertThatThrownBy(() -> new Event(1, 0, 1, List.of(1L)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static History random(int seed) {
    var random = new Random(seed);
    var events = new ArrayList<Event>();
    for (long position = 0; position < 60; position++) {
      List<Long> causes =
          position > 0 && random.nextBoolean()
              ? List.of(random.nextLong(position))
              : List.<Long>of();
      int node = random.nextInt(3);
      events.add(new Event(position, node, position + node * random.nextLong(1_000), causes));
    }
    return new History(events);
  }
}
