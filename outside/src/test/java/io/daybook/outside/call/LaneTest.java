package io.daybook.outside.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When calls to a port are let in. */
class LaneTest {
  private static final Duration REST = Duration.ofSeconds(5);
  private static final int HANDS = 8;

  private final ClockForTests clock = new ClockForTests();
  private final Lane lane = Lane.of(Port.CARRIER, patience(), clock);

  static OutsideProperties.Patience patience() {
    return new OutsideProperties.Patience(
        3,
        Duration.ofMillis(200),
        Duration.ofMinutes(1),
        Duration.ofSeconds(10),
        HANDS,
        80,
        REST,
        2,
        Duration.ofMinutes(1),
        Duration.ofHours(1));
  }

  @Test
  void all_hands_are_free_while_the_port_works() {
    assertThat(lane.enter()).isTrue();
    assertThat(lane.enterAll()).isEqualTo(HANDS - 1);
    assertThat(lane.enter()).isFalse();
    lane.leave(HANDS);
    assertThat(lane.enterAll()).isEqualTo(HANDS);
  }

  @Test
  void nobody_enters_while_the_port_is_given_a_rest() {
    goAway();
    assertThat(lane.works()).isFalse();
    assertThat(lane.enterAll()).isZero();
    assertThat(lane.enter()).isFalse();
    assertThat(lane.free().availablePermits()).isEqualTo(HANDS);
  }

  @Test
  void after_the_rest_one_at_a_time_finds_out_whether_the_port_is_back() {
    goAway();
    for (int i = 0; i < 3; i++) {
      clock.passes(REST.plusMillis(1));
      assertThat(lane.enterAll()).isOne();
      assertThat(lane.enterAll()).isZero();
      assertThat(lane.enter()).isFalse();
      fail(1);
      lane.free().release();
      assertThat(lane.enterAll()).isZero();
      assertThat(lane.works()).isFalse();
    }
  }

  @Test
  void one_answer_lets_all_in_again() {
    goAway();
    clock.passes(REST.plusMillis(1));
    assertThat(lane.enter()).isTrue();
    lane.answered(System.nanoTime());
    lane.free().release();
    assertThat(lane.works()).isTrue();
    assertThat(lane.enterAll()).isEqualTo(HANDS);
  }

  @Test
  void whoever_asks_nothing_leaves_it_to_the_next_to_find_out() {
    goAway();
    clock.passes(REST.plusMillis(1));
    for (int i = 0; i < 3; i++) {
      assertThat(lane.enterAll()).isOne();
      lane.leave(1);
    }
    assertThat(lane.enter()).isTrue();
    lane.notAsked();
    lane.free().release();
    assertThat(lane.enterAll()).isOne();
    assertThat(lane.enterAll()).isZero();
  }

  @Test
  void answers_of_any_kind_never_close_a_port() {
    for (int i = 0; i < 1_000; i++) {
      lane.answered(System.nanoTime());
    }
    assertThat(lane.works()).isTrue();
  }

  private void goAway() {
    fail(50);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      lane.failed(System.nanoTime(), new IllegalStateException("away"));
    }
  }
}
