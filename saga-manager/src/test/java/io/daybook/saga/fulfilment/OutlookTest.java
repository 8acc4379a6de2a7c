package io.daybook.saga.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.saga.fulfilment.Following.When;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.StartPicking;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator is told would follow is what follows, wherever a fulfilment is. */
class OutlookTest extends OneOrderForTests {
  private static final Job JOB = Job.of(PLACED);

  static Stream<Arguments> decisions() {
    return PlacesForTests.of(JOB).stream()
        .flatMap(
            place ->
                Arrays.stream(FulfilmentAction.values())
                    .flatMap(
                        action ->
                            Arrays.stream(OperatorDecision.values())
                                .map(decision -> Arguments.of(place, action, decision))));
  }

  /** Also where a step under way turns out to be done, or not. */
  @ParameterizedTest
  @MethodSource("decisions")
  void it_is_what_follows(Progress place, FulfilmentAction parked, OperatorDecision decision) {
    var action = decision == OperatorDecision.SKIP ? parked : null;
    var before = new Fulfilment(JOB, place, Set.of(parked), 0);
    if (decision.refusal(before, action) != null) {
      return;
    }
    for (var isDone : List.of(true, false)) {
      fulfilment = before;
      sent.clear();
      decision.events(before, action).forEach(this::happens);
      answerEverything(isDone);
      var told =
          Outlook.of(before, decision, action).stream()
              .filter(one -> one.when() != (isDone ? When.IF_NOT_DONE : When.IF_DONE))
              .flatMap(one -> one.commands().stream())
              .toList();
      var followed =
          sent.stream()
              .filter(command -> !(command instanceof UnparkFulfilment))
              .map(command -> command.getClass().getSimpleName())
              .distinct()
              .toList();
      assertThat(told).isEqualTo(followed);
    }
  }

  @Test
  void a_capture_that_is_given_up_is_undone_one_way_or_the_other() {
    FORWARD.subList(0, 4).forEach(this::happens);
    var parked = fulfilment.parking(Set.of(FulfilmentAction.CAPTURE_PAYMENT));
    assertThat(
            Outlook.of(parked, OperatorDecision.SKIP, FulfilmentAction.CAPTURE_PAYMENT).stream()
                .map(one -> one.when() + " " + one.action()))
        .containsExactly(
            "AT_ONCE CAPTURE_PAYMENT",
            "IF_DONE REFUND_PAYMENT",
            "THEN CANCEL_BOOKING",
            "THEN RELEASE_STOCK",
            "IF_NOT_DONE VOID_PAYMENT",
            "THEN CANCEL_ORDER");
  }

  @Test
  void what_is_tried_again_goes_on_to_the_warehouse() {
    FORWARD.subList(0, 4).forEach(this::happens);
    var parked = fulfilment.parking(Set.of(FulfilmentAction.CAPTURE_PAYMENT));
    assertThat(
            Outlook.of(parked, OperatorDecision.RESUME, null).stream()
                .map(one -> one.when() + " " + one.action()))
        .containsExactly("AT_ONCE CAPTURE_PAYMENT", "THEN CONFIRM_ORDER", "THEN START_PICKING");
  }

  @Test
  void looking_changes_nothing() {
    FORWARD.forEach(this::happens);
    var before = fulfilment;
    Outlook.of(fulfilment, OperatorDecision.CANCEL, null);
    assertThat(fulfilment).isEqualTo(before);
  }

  /** All that was asked for is done, and what is asked for because of that. */
  private void answerEverything(boolean isDone) {
    if (fulfilment.progress() instanceof Forward at && at.stop() != null && isSilent()) {
      // What is waited for was asked for before.
      at.commands(JOB).forEach(command -> happens(isDone ? done(command) : refused(command)));
    }
    for (int i = 0; i < sent.size(); i++) {
      var command = sent.get(i);
      var answer =
          command instanceof RecordPaymentCaptureFailed
              ? isDone ? done(new CapturePayment(PAYMENT)) : refused(new CapturePayment(PAYMENT))
              : answer(command);
      if (answer != null) {
        happens(answer);
      }
    }
  }

  private boolean isSilent() {
    return sent.stream().allMatch(UnparkFulfilment.class::isInstance);
  }

  private static OrderRelated done(Object command) {
    return Objects.requireNonNull(answer(command));
  }

  private static @Nullable OrderRelated answer(Object command) {
    return switch (command) {
      case AuthorizePayment _ -> new PaymentAuthorized(PAYMENT, ORDER, TOTAL, "pi_1");
      case ReserveStock reserve ->
          new StockReserved(reserve.stockItemId().sku(), ORDER, reserve.quantity());
      case BookCarrier _ -> new CarrierBooked(SHIPMENT, ORDER, "b1", "T1");
      case CapturePayment _ -> new PaymentCaptured(PAYMENT, ORDER, TOTAL);
      case ConfirmOrder _ -> new OrderConfirmed(ORDER);
      case StartPicking _ -> new PickingStarted(SHIPMENT, ORDER);
      default -> compensated(command);
    };
  }

  private static OrderRelated refused(Object command) {
    return switch (command) {
      case AuthorizePayment _ -> new PaymentDeclined(PAYMENT, ORDER, "no");
      case ReserveStock reserve ->
          new StockReservationRefused(reserve.stockItemId().sku(), ORDER, reserve.quantity(), 0);
      case BookCarrier _ -> new CarrierBookingRefused(SHIPMENT, ORDER, "no");
      case CapturePayment _ -> new PaymentCaptureFailed(PAYMENT, ORDER, "no");
      default -> done(command); // it never fails
    };
  }
}
