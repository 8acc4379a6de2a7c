package io.daybook.app.fulfilment;

import static io.daybook.schema.fulfilment.FulfilmentAction.AUTHORIZE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.BOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentAction.CANCEL_BOOKING;
import static io.daybook.schema.fulfilment.FulfilmentAction.CANCEL_FORMER_BOOKING;
import static io.daybook.schema.fulfilment.FulfilmentAction.CAPTURE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.REBOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentAction.REFUND_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentAction.VOID_PAYMENT;

import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.payment.PaymentCaptureRequested;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.payment.PaymentRefundRequested;
import io.daybook.schema.payment.PaymentVoidRequested;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RecordPaymentRefunded;
import io.daybook.schema.payment.RecordPaymentVoided;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.RecordCarrierBookingCancelled;
import io.daybook.schema.shipping.RecordCarrierRebookingRefused;
import io.daybook.schema.shipping.RecordFormerBookingCancelled;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The calls to the outside as the platform makes them: noted from the log in its order, one after
 * another for each port, repeated, set aside, resumed and given up.
 */
final class CallsForTests {
  /** Others an order may have several of, so each is needed. */
  private static final Set<FulfilmentAction> LET_GO =
      EnumSet.of(
          AUTHORIZE_PAYMENT,
          BOOK_CARRIER,
          CAPTURE_PAYMENT,
          VOID_PAYMENT,
          CANCEL_BOOKING,
          REBOOK_CARRIER);

  private final AggregatesForTests aggregates;
  private final OtherSidesForTests others;
  private final List<Call> open = new ArrayList<>();
  private int noted;

  CallsForTests(AggregatesForTests aggregates, OtherSidesForTests others) {
    this.aggregates = aggregates;
    this.others = others;
  }

  private static final class Call {
    final OrderRelated intent;
    final FulfilmentAction action;
    boolean parked;

    /** So long was the log when it was set aside. */
    int parkedAt;

    Call(OrderRelated intent, FulfilmentAction action) {
      this.intent = intent;
      this.action = action;
    }

    boolean isPayment() {
      return intent instanceof PaymentEvent;
    }
  }

  boolean hasNotedAll() {
    return noted == aggregates.log().size();
  }

  boolean hasNothingLeft() {
    return hasNotedAll() && open.isEmpty();
  }

  /** Follows the next event of the log. */
  void note() {
    if (hasNotedAll()) {
      return;
    }
    var event = aggregates.log().get(noted++);
    actionOf(event)
        .ifPresent(
            action -> {
              open.removeIf(call -> isUndone(call.intent, event) && call.parked);
              open.add(new Call(event, action));
            });
    switch (event) {
      case FulfilmentResumed resumed ->
          open.stream()
              .filter(call -> call.action == resumed.action())
              .forEach(call -> call.parked = false);
      case FulfilmentActionSkipped skipped -> giveUp(skipped.action(), noted - 1);
      case FulfilmentUnparked needless ->
          open.removeIf(
              call ->
                  call.parked
                      && call.action == needless.action()
                      && LET_GO.contains(needless.action()));
      default -> {}
    }
  }

  /** Attempts the next call of a port; whether or not it is done, its answer may be lost. */
  void attempt(boolean payment, boolean good, boolean heard) {
    next(payment).filter(call -> !call.parked).ifPresent(call -> attempt(call, good, heard));
  }

  /** Attempts a call that was set aside, as the platform does by itself. */
  void heal(boolean payment) {
    next(payment)
        .filter(call -> call.parked)
        .ifPresent(
            call -> {
              aggregates.send(
                  new UnparkFulfilment(
                      new FulfilmentId(call.intent.orderId()), call.action, "it was done"));
              attempt(call, true, true);
            });
  }

  /** Sets the next call aside, which holds up those behind it. */
  void park(boolean payment) {
    next(payment)
        .ifPresent(
            call -> {
              call.parkedAt = call.parked ? call.parkedAt : aggregates.log().size();
              call.parked = true;
              announce(call);
            });
  }

  private void attempt(Call call, boolean good, boolean heard) {
    var outcome = others.perform(call.intent, good);
    if (heard) {
      aggregates.send(outcome);
      open.remove(call);
    }
  }

  private Optional<Call> next(boolean payment) {
    return open.stream().filter(call -> call.isPayment() == payment).findFirst();
  }

  /** What was set aside after the decision waits for one of its own. */
  private void giveUp(FulfilmentAction action, int decided) {
    for (var call : List.copyOf(open)) {
      if (call.parked && call.action == action) {
        if (call.parkedAt <= decided) {
          open.remove(call);
          givenUp(call.intent).ifPresent(aggregates::send);
        } else {
          announce(call);
        }
      }
    }
  }

  private void announce(Call call) {
    var id = new FulfilmentId(call.intent.orderId());
    aggregates.send(new ParkFulfilment(id, call.action, "away", 5));
  }

  private static Optional<Command> givenUp(OrderRelated intent) {
    return switch (intent) {
      case PaymentCaptureRequested asked ->
          Optional.of(new RecordPaymentCaptureFailed(asked.paymentId(), "given up"));
      case PaymentVoidRequested asked -> Optional.of(new RecordPaymentVoided(asked.paymentId()));
      case PaymentRefundRequested asked ->
          Optional.of(new RecordPaymentRefunded(asked.paymentId(), asked.refundId()));
      case CarrierRebookingRequested asked ->
          Optional.of(
              new RecordCarrierRebookingRefused(
                  asked.shipmentId(), asked.booking(), "given up", true));
      case FormerBookingCancellationRequested asked ->
          Optional.of(new RecordFormerBookingCancelled(asked.shipmentId(), asked.booking()));
      case CarrierBookingCancellationRequested asked ->
          Optional.of(new RecordCarrierBookingCancelled(asked.shipmentId()));
      default -> Optional.empty(); // the fulfilment lets go of whatever may be held
    };
  }

  private static boolean isUndone(OrderRelated before, OrderRelated by) {
    return switch (by) {
      case PaymentVoidRequested _ -> before instanceof PaymentAuthorizationRequested;
      case CarrierBookingCancellationRequested cancel -> isBooking(before, cancel.booking());
      case FormerBookingCancellationRequested cancel -> isBooking(before, cancel.booking());
      default -> false;
    };
  }

  private static boolean isBooking(OrderRelated asked, int number) {
    return switch (asked) {
      case CarrierBookingRequested _ -> number == 0;
      case CarrierRebookingRequested other -> other.booking() == number;
      default -> false;
    };
  }

  private static Optional<FulfilmentAction> actionOf(OrderRelated event) {
    return Optional.ofNullable(
        switch (event) {
          case PaymentAuthorizationRequested _ -> AUTHORIZE_PAYMENT;
          case PaymentCaptureRequested _ -> CAPTURE_PAYMENT;
          case PaymentVoidRequested _ -> VOID_PAYMENT;
          case PaymentRefundRequested _ -> REFUND_PAYMENT;
          case CarrierBookingRequested _ -> BOOK_CARRIER;
          case CarrierRebookingRequested _ -> REBOOK_CARRIER;
          case FormerBookingCancellationRequested _ -> CANCEL_FORMER_BOOKING;
          case CarrierBookingCancellationRequested _ -> CANCEL_BOOKING;
          default -> null;
        });
  }
}
