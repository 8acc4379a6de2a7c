package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.shipping.CancelPicking;
import java.util.HashSet;

/** What a fulfilment does when it does not go on as it should: parked, resumed, given up, late. */
final class Parked {
  /** After so many deadlines without an answer, asking again is left to an operator. */
  private static final int MAX_OVERDUE = 5;

  private Parked() {}

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
        yield isHere(next, event) ? next.asking() : Decision.stay(next);
      }
      case FulfilmentActionSkipped skipped -> {
        others.remove(event.action());
        yield skip(now.parking(others), skipped);
      }
      case FulfilmentOverdue _ -> isHere(now, event) ? overdue(now) : Decision.stay(now);
    };
  }

  private static boolean isHere(Fulfilment now, FulfilmentEvent event) {
    return event.action() == now.progress().action();
  }

  /** Does what an operator was promised, also when the fulfilment has gone on meanwhile. */
  private static Decision skip(Fulfilment now, FulfilmentActionSkipped skipped) {
    return switch (skipped.action().givingUp()) {
      case UNDOES_THE_ORDER -> giveUp(now, skipped);
      case COUNTS_AS_DONE ->
          now.progress() instanceof Undoing at && isHere(now, skipped)
              ? now.go(at.countedAsDone())
              : Decision.stay(now);
      case IMPOSSIBLE -> Decision.stay(now); // 0.1.0 took some of them, and did nothing either
    };
  }

  private static Decision giveUp(Fulfilment now, FulfilmentActionSkipped skipped) {
    var why = new CancelReason(CancellationCause.OPERATOR, skipped.reason());
    return switch (now.progress()) {
      case Forward at when isHere(now, skipped) -> giveUpStep(now, at, why);
      // A parcel that has left cannot be undone; the shipment says so where operators see it.
      case Delivering _ -> now.saying(new CancelPicking(now.job().shipment()));
      case Forward _, Picking _, Undoing _, Cancelling _, Ended _ -> now.cancel(why);
    };
  }

  private static Decision giveUpStep(Fulfilment now, Forward at, CancelReason why) {
    return switch (at.step().whenSkipped()) {
      case WhenSkipped.AsIfDone _ -> now.go(at.undoneAsIfDone(why));
      case WhenSkipped.AsIfNotDone _ -> now.go(at.undone(why));
      case WhenSkipped.ByItsAnswer asked ->
          now.go(at.stopped(why)).next().saying(asked.command().apply(now.job(), why.reason()));
    };
  }

  /**
   * Follows a deadline that has passed. A call whose outcome is not known is neither done nor
   * failed: what can be let go blindly is let go, even while it is parked, and everything else is
   * asked for once more.
   */
  static Decision overdue(Fulfilment now) {
    if (!now.hasDeadline()) {
      return Decision.stay(now);
    }
    return switch (now.progress()) {
      case Forward at ->
          switch (at.step().whenLate()) {
            case WhenLate.LetGo letGo ->
                now.go(
                    at.undoneAsIfDone(new CancelReason(CancellationCause.TIMEOUT, letGo.reason())));
            case WhenLate.AskAgain _ -> askAgain(now);
          };
      case Undoing _, Cancelling _ -> askAgain(now);
      case Picking _, Delivering _, Ended _ -> Decision.stay(now);
    };
  }

  private static Decision askAgain(Fulfilment now) {
    var reason = "no answer, however often it was asked";
    return now.overdueTimes() < MAX_OVERDUE
        ? now.overdueOnceMore().asking()
        : now.saying(now.park(now.progress().action(), reason, MAX_OVERDUE));
  }

  /**
   * Whether an action that is parked needs no operator any more, now that the fulfilment is here.
   * What is parked of a return, or of a booking that was replaced, has nothing to do with places.
   */
  static boolean isPast(FulfilmentAction parked, Progress now) {
    if (parked == now.action()) {
      return false;
    }
    return switch (parked) {
      case FOLLOW_EVENT, SETTLE_RETURN, CANCEL_FORMER_BOOKING -> false;
      case REFUND_PAYMENT -> !hasLeft(now);
      case REBOOK_CARRIER -> !isCarrierWanted(now);
      case AUTHORIZE_PAYMENT,
          RESERVE_STOCK,
          BOOK_CARRIER,
          CAPTURE_PAYMENT,
          CONFIRM_ORDER,
          START_PICKING,
          STOP_PICKING,
          CANCEL_BOOKING,
          RELEASE_STOCK,
          VOID_PAYMENT,
          CANCEL_ORDER,
          SHIP_ORDER,
          CLOSE_ORDER ->
          true;
    };
  }

  private static boolean hasLeft(Progress now) {
    return switch (now) {
      case Delivering _, Ended _ -> true;
      case Forward _, Picking _, Undoing _, Cancelling _ -> false;
    };
  }

  private static boolean isCarrierWanted(Progress now) {
    return switch (now) {
      case Forward _, Picking _ -> true;
      case Undoing at -> at.step().isAfter(Step.BOOK_CARRIER);
      case Delivering _, Cancelling _, Ended _ -> false;
    };
  }
}
