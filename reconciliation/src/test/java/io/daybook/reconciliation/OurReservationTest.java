package io.daybook.reconciliation;

import static io.daybook.reconciliation.OurReservation.State.CANCELLED;
import static io.daybook.reconciliation.OurReservation.State.CANCELLING;
import static io.daybook.reconciliation.OurReservation.State.CONFIRMED;
import static io.daybook.reconciliation.OurReservation.State.OPEN;
import static io.daybook.reconciliation.OurReservation.State.SHIPPED;
import static io.daybook.schema.reconciliation.DiscrepancyKind.RESERVATION_LEFT_OVER;
import static io.daybook.schema.reconciliation.DiscrepancyKind.RESERVATION_MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OurReservationTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));

  @Test
  void a_confirmed_order_holds_what_it_ordered_and_an_ended_one_nothing() {
    assertThat(differences(CONFIRMED, 2, 2)).isEmpty();
    assertThat(differences(CANCELLED, 2, 0)).isEmpty();
    assertThat(differences(SHIPPED, 2, 0)).isEmpty();
  }

  @Test
  void while_goods_are_set_aside_or_given_back_anything_is_right() {
    assertThat(differences(OPEN, 2, 0)).isEmpty();
    assertThat(differences(OPEN, 2, 2)).isEmpty();
    assertThat(differences(CANCELLING, 2, 0)).isEmpty();
    assertThat(differences(CANCELLING, 2, 2)).isEmpty();
  }

  @Test
  void goods_held_for_an_order_that_has_ended_are_left_over() {
    assertThat(differences(CANCELLED, 2, 2))
        .containsExactly(
            new Difference(
                RESERVATION_LEFT_OVER, ORDER + "/TEA", ORDER, "2 held", "0 needed, cancelled"));
    assertThat(differences(SHIPPED, 2, 1)).hasSize(1);
  }

  @Test
  void goods_held_for_an_order_that_did_not_order_them_or_is_unknown_are_left_over() {
    assertThat(differences(CONFIRMED, 0, 1).getFirst().kind()).isEqualTo(RESERVATION_LEFT_OVER);
    assertThat(differences(null, 0, 1).getFirst().theirs())
        .isEqualTo("0 needed, there is no such order");
  }

  @Test
  void a_confirmed_order_without_its_goods_misses_them() {
    assertThat(differences(CONFIRMED, 2, 0))
        .containsExactly(
            new Difference(
                RESERVATION_MISSING, ORDER + "/TEA", ORDER, "0 held", "2 needed, confirmed"));
  }

  private static List<Difference> differences(
      OurReservation.@Nullable State state, int ordered, int held) {
    return new OurReservation(ORDER, "TEA", ordered, held, state, Instant.EPOCH).differences();
  }
}
