package io.daybook.reconciliation;

import static io.daybook.reconciliation.OurReservation.State.CANCELLED;
import static io.daybook.reconciliation.OurReservation.State.CANCELLING;
import static io.daybook.reconciliation.OurReservation.State.CONFIRMED;
import static io.daybook.reconciliation.OurReservation.State.SHIPPED;
import static io.daybook.schema.reconciliation.DiscrepancyKind.CANCELLATION_NOT_REFUNDED;
import static io.daybook.schema.reconciliation.DiscrepancyKind.REFUND_WITHOUT_RETURN;
import static io.daybook.schema.reconciliation.DiscrepancyKind.RETURN_NOT_REFUNDED;
import static io.daybook.schema.reconciliation.DiscrepancyKind.RETURN_REFUND_AMOUNT_DIFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class OurRefundTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 1));
  private static final String RETURN = "return-1";

  @Test
  void what_came_back_or_was_cancelled_and_was_paid_back_is_right() {
    assertThat(refund(RETURN, SHIPPED, 3, 3).differences()).isEmpty();
    assertThat(refund("cancellation", CANCELLED, 3, 3).differences()).isEmpty();
  }

  @Test
  void what_came_back_or_was_cancelled_and_was_not_paid_back_is_found() {
    assertFound(RETURN_NOT_REFUNDED, refund(RETURN, SHIPPED, 3, 0));
    assertFound(CANCELLATION_NOT_REFUNDED, refund("cancellation", CANCELLED, 3, 0));
  }

  @Test
  void what_was_paid_back_for_nothing_is_found() {
    assertFound(REFUND_WITHOUT_RETURN, refund("by-hand", SHIPPED, 0, 3));
    assertFound(REFUND_WITHOUT_RETURN, refund("by-hand", CANCELLED, 0, 3));
    assertFound(REFUND_WITHOUT_RETURN, refund("cancellation", SHIPPED, 0, 3));
  }

  @Test
  void another_amount_is_found_and_told_with_both() {
    var difference = refund(RETURN, SHIPPED, 3, 2).differences().getFirst();
    assertThat(difference)
        .isEqualTo(
            new Difference(
                RETURN_REFUND_AMOUNT_DIFFERS,
                ORDER + "/" + RETURN,
                ORDER,
                "GBP 3.00 returned, shipped",
                "GBP 2.00 refunded"));
    assertFound(RETURN_REFUND_AMOUNT_DIFFERS, refund("cancellation", CANCELLED, 3, 2));
  }

  @Test
  void an_order_that_is_being_undone_is_paid_back_before_it_is_cancelled() {
    assertThat(refund("cancellation", CONFIRMED, 0, 3).isMoving()).isTrue();
    assertThat(refund("cancellation", CANCELLING, 0, 3).differences()).isEmpty();
    assertThat(refund("by-hand", CANCELLING, 0, 3).isMoving()).isFalse();
  }

  private static void assertFound(DiscrepancyKind kind, OurRefund refund) {
    assertThat(refund.differences()).singleElement().extracting(Difference::kind).isEqualTo(kind);
  }

  private static OurRefund refund(
      String id, OurReservation.State state, int returned, int refunded) {
    return new OurRefund(ORDER, id, state, pounds(returned), pounds(refunded), Instant.EPOCH);
  }

  private static Money pounds(int major) {
    return Money.ofMajor(CurrencyUnit.GBP, major);
  }
}
