package io.daybook.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowPictureTest {

  @Test
  void each_place_is_inside_and_none_lies_on_another() {
    for (var picture :
        List.of(FlowPicture.wide(Map.of("PICKING", 3L)), FlowPicture.tall(Map.of()))) {
      for (var one : picture.places()) {
        assertThat(one.x() + one.width()).isLessThanOrEqualTo(picture.width());
        assertThat(one.y() + one.height()).isLessThanOrEqualTo(picture.height());
        assertThat(picture.places()).filteredOn(other -> overlap(one, other)).containsExactly(one);
      }
      assertThat(picture.places()).hasSize(12);
    }
  }

  @Test
  void it_says_the_same_in_words() {
    assertThat(FlowPicture.tall(Map.of("PICKING", 3L, "CANCELLED", 1L)).inWords())
        .contains("3 picking", "1 cancelled", "0 delivered");
  }

  @Test
  void whatever_has_an_order_is_to_be_seen() {
    var picture = FlowPicture.wide(Map.of("DELIVERED", 1_000_000L, "PICKING", 1L));
    assertThat(picture.places())
        .filteredOn(place -> place.orders() > 0)
        .allMatch(p -> p.filled() > 2);
    assertThat(picture.places())
        .filteredOn(place -> place.orders() == 0)
        .allMatch(p -> p.filled() == 0);
  }

  @Test
  void orders_of_a_minute_are_what_came_since_the_minute_before() {
    var minutes = OrdersPerMinute.of(List.of(sum(3), sum(5), sum(5), sum(9)));
    assertThat(minutes.counts()).containsExactly(2L, 0L, 4L);
    assertThat(minutes.last()).isEqualTo(4);
    assertThat(minutes.height(0)).isEqualTo(20);
    assertThat(OrdersPerMinute.of(List.of()).last()).isZero();
  }

  @Test
  void how_long_something_waits_is_said_shortly() {
    assertThat(OverviewScreen.inWords(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(OverviewScreen.inWords(Duration.ofMinutes(119))).isEqualTo("119 min");
    assertThat(OverviewScreen.inWords(Duration.ofHours(47))).isEqualTo("47 h");
    assertThat(OverviewScreen.inWords(Duration.ofDays(3))).isEqualTo("3 days");
    assertThat(OverviewScreen.inWords(Duration.ofSeconds(-1))).isEqualTo("0 s");
  }

  @Test
  void many_milliseconds_are_seconds() {
    assertThat(OverviewScreen.amount(999) + OverviewScreen.unit(999)).isEqualTo("999ms");
    assertThat(OverviewScreen.amount(1_366) + OverviewScreen.unit(1_366)).isEqualTo("1.4s");
  }

  private static OverviewAnswer.Statuses sum(long orders) {
    return new OverviewAnswer.Statuses(List.of(new OverviewAnswer.Status("PICKING", orders)));
  }

  private static boolean overlap(FlowPicture.Place one, FlowPicture.Place other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }
}
