package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentToken;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentId;
import io.daybook.schema.shipping.StartPicking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FulfilmentTest {
  private static final OrderId ORDER = new OrderId(new UUID(1, 2));
  private static final PaymentId PAYMENT = new PaymentId(ORDER);
  private static final ShipmentId SHIPMENT = new ShipmentId(ORDER);
  private static final Sku TEA = new Sku("TEA");
  private static final Sku MUG = new Sku("MUG");
  private static final Money TOTAL = Money.parse("GBP 25.00");
  private static final OrderPlaced PLACED =
      new OrderPlaced(
          ORDER,
          new CustomerId("ada"),
          List.of(
              new OrderLine(TEA, 2, Money.parse("GBP 6.50")),
              new OrderLine(MUG, 1, Money.parse("GBP 12.00"))),
          TOTAL,
          new Address("Ada", "Street", "London", "SW1", "GB"),
          new PaymentToken("tok_visa"),
          Instant.EPOCH);
  private static final OrderRelated CANCEL =
      new OrderCancellationRequested(ORDER, "changed my mind");

  /** The way of an order that nothing happens to. */
  private static final List<OrderRelated> FORWARD =
      List.of(
          new PaymentAuthorized(PAYMENT, ORDER, TOTAL, "pi_1"),
          new StockReserved(TEA, ORDER, 2),
          new StockReserved(MUG, ORDER, 1),
          new CarrierBooked(SHIPMENT, ORDER, "b1", "T1"),
          new PaymentCaptured(PAYMENT, ORDER, TOTAL),
          new OrderConfirmed(ORDER),
          new PickingStarted(SHIPMENT, ORDER));

  private Fulfilment fulfilment = Fulfilment.start(PLACED).next();
  private final List<Object> sent = new ArrayList<>();

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
    assertThat(fulfilment.stage()).isEqualTo(Stage.PICKING);
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
    assertThat(fulfilment.stage()).isEqualTo(Stage.RESERVING);
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
    assertThat(fulfilment.stage()).isEqualTo(Stage.ENDED);
    assertThat(fulfilment.done()).isEmpty();
    assertThat(fulfilment.reserved()).isEmpty();
    assertThat(sent.getLast()).isInstanceOf(CancelOrder.class);
  }

  @Test
  void a_dispatch_that_wins_the_race_rejects_the_cancellation() {
    FORWARD.forEach(this::happens);
    happens(CANCEL);
    sent.clear();
    happens(new ShipmentDispatched(SHIPMENT, ORDER, "T1"));
    happens(new PickingCancellationRefused(SHIPMENT, ORDER));
    assertThat(types()).contains(RejectCancellation.class).doesNotContain(RefundPayment.class);
    assertThat(fulfilment.stage()).isEqualTo(Stage.DELIVERING);
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
    assertThat(fulfilment.stage()).isEqualTo(Stage.CAPTURING);
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

  private void happens(OrderRelated event) {
    apply(fulfilment.on(event));
  }

  private void apply(Decision decision) {
    fulfilment = decision.next();
    sent.addAll(decision.commands());
  }

  /** Answers every compensation that was sent, until none is left. */
  private void answerAll() {
    for (int i = 0; i < sent.size(); i++) {
      switch (sent.get(i)) {
        case CancelPicking _ -> happens(new PickingCancelled(SHIPMENT, ORDER));
        case RefundPayment refund ->
            happens(
                new PaymentRefunded(PAYMENT, ORDER, new RefundId("cancellation"), refund.amount()));
        case CancelCarrierBooking _ -> happens(new CarrierBookingCancelled(SHIPMENT, ORDER));
        case ReleaseStock release ->
            happens(new StockReleased(release.stockItemId().sku(), ORDER, 1));
        case VoidPayment _ -> happens(new PaymentVoided(PAYMENT, ORDER));
        case CancelOrder cancel ->
            happens(new OrderCancelled(ORDER, cancel.cause(), cancel.reason()));
        default -> {}
      }
    }
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

  private List<Class<?>> types() {
    return sent.stream().<Class<?>>map(Object::getClass).toList();
  }
}
