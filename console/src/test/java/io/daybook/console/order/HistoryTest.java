package io.daybook.console.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTest {

  @Test
  void a_short_history_is_listed_as_a_whole() {
    var history = of(100, null);
    assertThat(history.listed()).hasSize(100);
    assertThat(history.earlier()).isNull();
    assertThat(history.later()).isNull();
  }

  @Test
  void of_a_long_one_those_around_the_moment_are_listed() {
    var now = of(350, null);
    assertThat(now.firstListed()).isEqualTo(250);
    assertThat(now.earlier()).endsWith("?at=250");
    assertThat(now.later()).isNull();
    var then = of(350, 100L);
    assertThat(then.shown().position()).isEqualTo(100);
    assertThat(then.firstListed()).isEqualTo(49);
    assertThat(then.earlier()).endsWith("?at=49");
    assertThat(then.later()).endsWith("?at=150");
    assertThat(of(350, 1L).firstListed()).isZero();
  }

  @Test
  void before_the_first_event_no_moment_is_shown() {
    var before = of(3, 0L);
    assertThat(before.shown()).isNull();
    assertThat(before.listed()).hasSize(3);
  }

  /** Events at the positions from 1 on. */
  private static History of(int events, Long at) {
    var all =
        LongStream.rangeClosed(1, events)
            .mapToObj(
                position -> new OrderAnswer.Event(position, Instant.EPOCH, "OrderPlaced", null))
            .toList();
    return History.of("order-1", new HistoryReader.Events(all, true), at);
  }
}
