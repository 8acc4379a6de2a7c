package io.daybook.console.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagSamplesTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private final LagSamples samples = new LagSamples();

  @Test
  void a_chart_begins_with_the_second_look() {
    seen(0, 5);
    assertThat(samples.chart("stock", at(0))).isNull();
    seen(2, 7);
    assertThat(samples.chart("stock", at(2)).most()).isEqualTo(7);
    assertThat(samples.chart("unknown", at(2))).isNull();
  }

  @Test
  void where_nobody_has_looked_is_a_hole() {
    seen(0, 5);
    seen(2, 5);
    seen(60, 5);
    seen(62, 5);
    assertThat(samples.chart("stock", at(62)).path())
        .matches("M[^ML]+ [^ML]+L[^ML]+M[^ML]+L[^ML]+");
  }

  @Test
  void what_is_older_than_ten_minutes_is_forgotten() {
    seen(0, 1_000_000);
    seen(2, 3);
    seen(601, 4);
    assertThat(samples.chart("stock", at(601)).most()).isEqualTo(4);
  }

  @Test
  void two_looks_at_once_are_one() {
    seen(0, 5);
    samples.note(at(0).plusMillis(10), reports(9));
    assertThat(samples.chart("stock", at(1))).isNull();
  }

  private void seen(int second, long lag) {
    samples.note(at(second), reports(lag));
  }

  private static List<ModelReport> reports(long lag) {
    return List.of(new ModelReport("stock", 1, 1, 2_000_000 - lag, 2_000_000, false, 0, List.of()));
  }

  private static Instant at(int second) {
    return START.plus(Duration.ofSeconds(second));
  }
}
