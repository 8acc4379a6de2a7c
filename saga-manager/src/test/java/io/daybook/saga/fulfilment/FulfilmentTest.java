package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.StartPicking;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FulfilmentTest extends OneOrderForTests {
  @Test
  void an_order_begins_with_the_money() {
    assertThat(Fulfilment.start(PLACED).commands())
        .singleElement()
        .isInstanceOf(AuthorizePayment.class);
  }

  @Test
  void an_order_goes_through_all_steps_in_their_order() {
    FORWARD.forEach(this::happens);
    assertThat(types())
        .containsExactly(
            ReserveStock.class,
            ReserveStock.class,
            BookCarrier.class,
            CapturePayment.class,
            ConfirmOrder.class,
            StartPicking.class);
    assertThat(fulfilment.progress()).isInstanceOf(Picking.class);
  }

  @Test
  void a_declined_payment_has_nothing_to_undo() {
    happens(new PaymentDeclined(PAYMENT, ORDER, "card declined"));
    assertThat(sent).singleElement().isInstanceOf(CancelOrder.class);
    assertThat(((CancelOrder) sent.getFirst()).cause()).isEqualTo(CancellationCause.PAYMENT);
  }

  @Test
  void a_refused_line_waits_for_the_others_and_releases_what_was_held() {
    happens(FORWARD.get(0));
    happens(new StockReservationRefused(MUG, ORDER, 1, 0));
    assertThat(fulfilment.progress().action()).isEqualTo(FulfilmentAction.RESERVE_STOCK);
    sent.clear();
    happens(new StockReserved(TEA, ORDER, 2));
    answerAll();
    assertThat(types()).containsExactly(ReleaseStock.class, VoidPayment.class, CancelOrder.class);
  }

  @Test
  void a_failed_capture_undoes_carrier_goods_and_money_in_reverse() {
    FORWARD.subList(0, 4).forEach(this::happens);
    sent.clear();
    happens(new PaymentCaptureFailed(PAYMENT, ORDER, "no"));
    answerAll();
    assertThat(types())
        .containsExactly(
            CancelCarrierBooking.class,
            ReleaseStock.class,
            ReleaseStock.class,
            VoidPayment.class,
            CancelOrder.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void a_cancellation_after_any_step_ends_cancelled_with_all_done_steps_undone(int steps) {
    FORWARD.subList(0, steps).forEach(this::happens);
    sent.clear();
    happens(CANCEL);
    if (sent.isEmpty()) { // the step in flight is let finish
      FORWARD.subList(steps, FORWARD.size()).stream()
          .takeWhile(_ -> types().stream().noneMatch(FulfilmentTest::undoes))
          .forEach(this::happens);
    }
    answerAll();
    assertThat(fulfilment.progress()).isEqualTo(new Ended()); // which holds nothing
    assertThat(undoneSteps()).isEqualTo(heldWhenItTurned());
    assertThat(sent.getLast()).isInstanceOf(CancelOrder.class);
  }

  private List<Step> undoneSteps() {
    return undoing().map(Undoing::step).distinct().toList();
  }

  private List<Step> heldWhenItTurned() {
    return undoing()
        .findFirst()
        .map(first -> List.copyOf(first.held().bySteps().reversed().keySet()))
        .orElse(List.of());
  }

  private Stream<Undoing> undoing() {
    return places.stream().filter(Undoing.class::isInstance).map(Undoing.class::cast);
  }

  @Test
  void a_dispatch_that_wins_the_race_rejects_the_cancellation() {
    FORWARD.forEach(this::happens);
    happens(CANCEL);
    sent.clear();
    happens(new ShipmentDispatched(SHIPMENT, ORDER, "T1"));
    happens(new PickingCancellationRefused(SHIPMENT, ORDER));
    assertThat(types()).contains(RejectCancellation.class).doesNotContain(RefundPayment.class);
    assertThat(fulfilment.progress()).isInstanceOf(Delivering.class);
  }

  @Test
  void an_event_that_comes_twice_changes_nothing() {
    for (var event : FORWARD) {
      happens(event);
      var once = fulfilment;
      sent.clear();
      happens(event);
      assertThat(fulfilment).isEqualTo(once);
      assertThat(sent).isEmpty();
    }
  }

  @Test
  void an_authorization_that_never_comes_is_let_go_of() {
    apply(fulfilment.overdue());
    answerAll();
    assertThat(types()).containsExactly(VoidPayment.class, CancelOrder.class);
  }

  @Test
  void a_capture_whose_outcome_is_unknown_is_asked_for_again_and_never_given_up() {
    FORWARD.subList(0, 4).forEach(this::happens);
    sent.clear();
    apply(fulfilment.overdue());
    assertThat(types()).containsExactly(CapturePayment.class);
    assertThat(fulfilment.progress().action()).isEqualTo(FulfilmentAction.CAPTURE_PAYMENT);
  }

  @Test
  void a_line_that_was_refused_and_is_held_when_asked_again_after_a_crash_is_released() {
    happens(FORWARD.get(0));
    happens(new StockReservationRefused(MUG, ORDER, 1, 0));
    happens(new StockReserved(TEA, ORDER, 2));
    sent.clear();
    happens(new StockReserved(MUG, ORDER, 1));
    assertThat(types()).containsExactly(ReleaseStock.class);
  }

  private static boolean undoes(Class<?> command) {
    return List.of(
            CancelPicking.class,
            RefundPayment.class,
            CancelCarrierBooking.class,
            ReleaseStock.class,
            VoidPayment.class,
            CancelOrder.class)
        .contains(command);
  }
}
