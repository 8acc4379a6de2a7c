package io.daybook.saga.fulfilment;

import static io.daybook.schema.fulfilment.FulfilmentStep.AUTHORIZE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.BOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentStep.CAPTURE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.PICK;
import static io.daybook.schema.order.CancellationCause.OPERATOR;
import static io.daybook.schema.order.CancellationCause.TIMEOUT;

import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.shipping.CancelPicking;
import io.daybook.schema.shipping.ShipmentId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a fulfilment does when it does not go on as it should: parked, resumed, given up, late. */
final class Operating {
  /** After so many deadlines without an answer, asking again is left to an operator. */
  private static final int MOST_OVERDUE = 5;

  private Operating() {}

  static Decision follow(Fulfilment now, FulfilmentEvent event) {
    var others = new HashSet<>(now.parked());
    return switch (event) {
      case FulfilmentParked _ -> {
        others.add(event.action());
        yield Decision.stay(now.parking(others));
      }
      case FulfilmentUnparked _ -> {
        others.remove(event.action());
        yield Decision.stay(now.parking(others));
      }
      case FulfilmentResumed _ -> {
        others.remove(event.action());
        var next = now.parking(others);
        yield event.action() == now.stage().action()
            ? new Decision(next, next.commandsOfStage())
            : Decision.stay(next);
      }
      case FulfilmentActionSkipped skipped -> {
        others.remove(event.action());
        yield skip(now.parking(others), skipped);
      }
      case FulfilmentOverdue late ->
          late.action() == now.stage().action() ? overdue(now) : Decision.stay(now);
    };
  }

  /** Does what an operator was promised, also when the fulfilment has gone on meanwhile. */
  private static Decision skip(Fulfilment now, FulfilmentActionSkipped skipped) {
    var isHere = skipped.action() == now.stage().action();
    return switch (skipped.action().givingUp()) {
      case UNDOES_THE_ORDER ->
          isHere ? giveUpStage(now, skipped.reason()) : undo(now, skipped.reason());
      case COUNTS_AS_DONE -> isHere ? countAsDone(now) : Decision.stay(now);
      case IMPOSSIBLE -> Decision.stay(now); // 0.1.0 took some of them, and did nothing either
    };
  }

  /** Goes back from a step of which it is not known whether it was done. */
  private static Decision giveUpStage(Fulfilment now, String reason) {
    var undone = now.because(OPERATOR, reason);
    return switch (now.stage()) {
      case AUTHORIZING -> undone.with(AUTHORIZE_PAYMENT).unwind();
      case BOOKING -> undone.with(BOOK_CARRIER).unwind();
      case RESERVING, CONFIRMING -> undone.unwind();
      // The payment says whether it was taken after all; either answer is followed by undoing.
      case CAPTURING -> new Decision(undone, List.of(now.job().giveUpCapture(reason)));
      // The shipment decides: from its answer on the parcel cannot leave, or it has left.
      case STARTING_PICKING -> undone.with(PICK).unwind();
      case PICKING,
          DELIVERING,
          STOPPING_PICKING,
          REFUNDING,
          CANCELLING_BOOKING,
          RELEASING,
          VOIDING,
          CANCELLING_ORDER,
          ENDED ->
          Decision.stay(now);
    };
  }

  /** A parcel that has left cannot be undone; the shipment says so where operators see it. */
  private static Decision undo(Fulfilment now, String reason) {
    return now.stage() == Stage.DELIVERING
        ? new Decision(now, List.of(new CancelPicking(new ShipmentId(now.job().orderId()))))
        : Unwinding.cancel(now, OPERATOR, reason);
  }

  private static Decision countAsDone(Fulfilment now) {
    return switch (now.stage()) {
      case REFUNDING -> now.without(CAPTURE_PAYMENT).without(AUTHORIZE_PAYMENT).unwind();
      case CANCELLING_BOOKING -> now.without(BOOK_CARRIER).unwind();
      case RELEASING -> now.reserving(Set.of()).unwind();
      case VOIDING -> now.without(AUTHORIZE_PAYMENT).unwind();
      case AUTHORIZING,
          RESERVING,
          BOOKING,
          CAPTURING,
          CONFIRMING,
          STARTING_PICKING,
          PICKING,
          DELIVERING,
          STOPPING_PICKING,
          CANCELLING_ORDER,
          ENDED ->
          Decision.stay(now);
    };
  }

  /**
   * A call whose outcome is not known is neither done nor failed: what can be let go blindly is let
   * go, even while it is parked, and everything else is asked for once more.
   */
  static Decision overdue(Fulfilment now) {
    var stage = now.stage();
    if (stage.isOfPeople() || !now.hasDeadline()) {
      return Decision.stay(now);
    }
    if (!stage.isLetGoBlindly() && now.overdueTimes() >= MOST_OVERDUE) {
      var reason = "no answer, however often it was asked";
      return new Decision(now, List.of(now.job().park(stage.action(), reason, MOST_OVERDUE)));
    }
    return switch (stage) {
      case AUTHORIZING ->
          now.because(TIMEOUT, "payment was not authorized in time")
              .with(AUTHORIZE_PAYMENT)
              .unwind();
      case BOOKING ->
          now.because(TIMEOUT, "carrier did not answer in time").with(BOOK_CARRIER).unwind();
      case RESERVING,
          CAPTURING,
          CONFIRMING,
          STARTING_PICKING,
          PICKING,
          DELIVERING,
          STOPPING_PICKING,
          REFUNDING,
          CANCELLING_BOOKING,
          RELEASING,
          VOIDING,
          CANCELLING_ORDER,
          ENDED ->
          new Decision(now.overdueOnceMore(), now.commandsOfStage());
    };
  }
}
