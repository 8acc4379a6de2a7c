package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLoadTest {
  private long now = 0;
  private final LogLoad load = new LogLoad(() -> now);

  @Test
  void an_order_on_an_idle_platform_is_no_load() {
    for (int i = 0; i < 12; i++) {
      count(1, 10);
    }
    assertThat(load.isBusy()).isFalse();
  }

  @Test
  void a_steady_stream_of_orders_is_load_and_its_end_is_none() {
    for (int i = 0; i < 100; i++) {
      count(2, 10);
    }
    assertThat(load.isBusy()).isTrue();
    count(0, 1_000);
    assertThat(load.isBusy()).isFalse();
  }

  private void count(long events, long afterMillis) {
    now += afterMillis * 1_000_000;
    load.add(events);
  }
}
