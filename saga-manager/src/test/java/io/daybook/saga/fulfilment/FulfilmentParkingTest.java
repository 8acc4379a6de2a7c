package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.ShipmentDispatched;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is parked heals when the fulfilment goes on, and is undone where that can be done. */
class FulfilmentParkingTest extends OneOrderForTests {
  private static final FulfilmentId ID = new FulfilmentId(ORDER);

  @Test
  void what_goes_on_is_not_parked_any_more_and_has_its_deadlines_again() {
    FORWARD.subList(0, 4).forEach(this::happens);
    parked(FulfilmentAction.CAPTURE_PAYMENT);
    assertThat(fulfilment.hasDeadline()).isFalse();
    sent.clear();
    happens(new PaymentCaptured(PAYMENT, ORDER, TOTAL));
    assertThat(fulfilment.parked()).isEmpty();
    assertThat(fulfilment.hasDeadline()).isTrue();
    assertThat(sent).anyMatch(isUnpark(FulfilmentAction.CAPTURE_PAYMENT));
  }

  @Test
  void what_is_parked_after_its_answer_was_followed_is_not_left_to_an_operator() {
    FORWARD.subList(0, 5).forEach(this::happens);
    sent.clear();
    parked(FulfilmentAction.CAPTURE_PAYMENT);
    assertThat(fulfilment.parked()).isEmpty();
    assertThat(sent).singleElement().matches(isUnpark(FulfilmentAction.CAPTURE_PAYMENT));
  }

  @Test
  void what_0_1_0_has_left_parked_behind_is_cleared_by_whatever_happens_next() {
    FORWARD.subList(0, 4).forEach(this::happens);
    fulfilment = fulfilment.parking(java.util.Set.of(FulfilmentAction.AUTHORIZE_PAYMENT));
    happens(overdue(FulfilmentAction.FOLLOW_EVENT));
    assertThat(fulfilment.parked()).isEmpty();
    assertThat(fulfilment.hasDeadline()).isTrue();
  }

  @Test
  void the_parked_refund_of_a_return_concerns_no_stage_and_stays_parked() {
    FORWARD.forEach(this::happens);
    happens(new ShipmentDispatched(SHIPMENT, ORDER, "T1"));
    sent.clear();
    parked(FulfilmentAction.REFUND_PAYMENT);
    parked(FulfilmentAction.SETTLE_RETURN);
    assertThat(sent).isEmpty();
    assertThat(fulfilment.hasDeadline()).isTrue();
  }

  @Test
  void an_authorization_that_is_parked_is_undone_at_its_deadline() {
    parked(FulfilmentAction.AUTHORIZE_PAYMENT);
    assertThat(fulfilment.hasDeadline()).isTrue();
    happens(overdue(FulfilmentAction.AUTHORIZE_PAYMENT));
    assertThat(sent).anyMatch(isUnpark(FulfilmentAction.AUTHORIZE_PAYMENT));
    answerAll();
    assertThat(types()).contains(VoidPayment.class);
    assertThat(((CancelOrder) sent.getLast()).cause()).isEqualTo(CancellationCause.TIMEOUT);
  }

  @Test
  void a_booking_that_is_parked_is_undone_at_its_deadline() {
    FORWARD.subList(0, 3).forEach(this::happens);
    parked(FulfilmentAction.BOOK_CARRIER);
    happens(overdue(FulfilmentAction.BOOK_CARRIER));
    answerAll();
    assertThat(types()).contains(CancelCarrierBooking.class, VoidPayment.class, CancelOrder.class);
    assertThat(fulfilment.progress()).isEqualTo(new Ended());
  }

  @Test
  void a_capture_that_is_parked_waits_for_its_operator_however_late_it_is() {
    FORWARD.subList(0, 4).forEach(this::happens);
    parked(FulfilmentAction.CAPTURE_PAYMENT);
    sent.clear();
    happens(overdue(FulfilmentAction.CAPTURE_PAYMENT));
    assertThat(sent).isEmpty();
    assertThat(fulfilment.progress().action()).isEqualTo(FulfilmentAction.CAPTURE_PAYMENT);
  }

  @Test
  void a_capture_that_is_given_up_is_undone_as_the_payment_says() {
    for (var answer :
        List.of(
            new PaymentCaptured(PAYMENT, ORDER, TOTAL),
            new PaymentCaptureFailed(PAYMENT, ORDER, "given up"))) {
      fulfilment = Fulfilment.start(PLACED).next();
      FORWARD.subList(0, 4).forEach(this::happens);
      parked(FulfilmentAction.CAPTURE_PAYMENT);
      skipped(FulfilmentAction.CAPTURE_PAYMENT);
      assertThat(fulfilment.progress().action()).isEqualTo(FulfilmentAction.CAPTURE_PAYMENT);
      sent.clear();
      happens(answer);
      assertThat(sent)
          .first()
          .isInstanceOf(
              answer instanceof PaymentCaptured ? RefundPayment.class : CancelCarrierBooking.class);
    }
  }

  @Test
  void picking_that_is_given_up_is_stopped_first_so_that_nothing_is_shipped_and_refunded() {
    FORWARD.subList(0, 6).forEach(this::happens);
    parked(FulfilmentAction.START_PICKING);
    sent.clear();
    skipped(FulfilmentAction.START_PICKING);
    var stopping = fulfilment;
    assertThat(types()).doesNotContain(RefundPayment.class);
    happens(new PickingCancelled(SHIPMENT, ORDER));
    assertThat(types()).contains(RefundPayment.class);
    fulfilment = stopping;
    sent.clear();
    happens(new ShipmentDispatched(SHIPMENT, ORDER, "T1"));
    happens(new PickingCancellationRefused(SHIPMENT, ORDER));
    assertThat(types()).doesNotContain(RefundPayment.class);
    assertThat(fulfilment.progress()).isInstanceOf(Delivering.class);
  }

  @Test
  void stopped_picking_that_0_1_0_let_an_operator_skip_still_waits_for_the_shipment() {
    FORWARD.forEach(this::happens);
    happens(CANCEL);
    parked(FulfilmentAction.STOP_PICKING);
    sent.clear();
    skipped(FulfilmentAction.STOP_PICKING);
    assertThat(sent).isEmpty();
    assertThat(fulfilment.progress().action()).isEqualTo(FulfilmentAction.STOP_PICKING);
  }

  private void parked(FulfilmentAction action) {
    happens(new FulfilmentParked(ID, ORDER, action, "no answer", 10));
  }

  private void skipped(FulfilmentAction action) {
    happens(new FulfilmentActionSkipped(ID, ORDER, action, "by hand"));
  }

  private static FulfilmentOverdue overdue(FulfilmentAction action) {
    return new FulfilmentOverdue(ID, ORDER, action);
  }

  private static java.util.function.Predicate<Object> isUnpark(FulfilmentAction action) {
    return command -> command instanceof UnparkFulfilment unpark && unpark.action() == action;
  }
}
