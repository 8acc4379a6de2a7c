package io.daybook.command.fulfilment;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.fulfilment.CancelParked;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.ReportOverdue;
import io.daybook.schema.fulfilment.SkipFulfilmentAction;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which actions of a fulfilment wait for an operator.
 *
 * @param parked the actions, none when it goes on by itself
 */
record Parking(FulfilmentId id, Set<FulfilmentAction> parked) {

  Parking {
    parked = Set.copyOf(parked);
  }

  static Parking none(FulfilmentId id) {
    return new Parking(id, Set.of());
  }

  Parking evolve(FulfilmentEvent event) {
    var next = new HashSet<>(parked);
    switch (event) {
      case FulfilmentParked _ -> next.add(event.action());
      case FulfilmentResumed _, FulfilmentActionSkipped _, FulfilmentUnparked _ ->
          next.remove(event.action());
      case FulfilmentOverdue _ -> {}
    }
    return new Parking(id, next);
  }

  List<FulfilmentEvent> decide(ParkFulfilment command) {
    return parked.contains(command.action())
        ? List.of()
        : List.of(
            new FulfilmentParked(
                id, id.orderId(), command.action(), command.reason(), command.attempts()));
  }

  List<FulfilmentEvent> decide(ReportOverdue command) {
    return List.of(new FulfilmentOverdue(id, id.orderId(), command.action()));
  }

  List<FulfilmentEvent> resume() {
    if (parked.isEmpty()) {
      throw rejection("resume-what-is-parked", "Nothing of this fulfilment is parked");
    }
    return parked.stream()
        .sorted()
        .<FulfilmentEvent>map(action -> new FulfilmentResumed(id, id.orderId(), action))
        .toList();
  }

  List<FulfilmentEvent> decide(SkipFulfilmentAction command) {
    if (!parked.contains(command.action())) {
      throw rejection(
          "skip-what-is-parked", command.action() + " of this fulfilment is not parked");
    }
    if (command.action().givingUp() == FulfilmentAction.GivingUp.IMPOSSIBLE) {
      throw rejection("skip-what-can-be-given-up", whyNot(command.action()));
    }
    return List.of(
        new FulfilmentActionSkipped(id, id.orderId(), command.action(), command.reason()));
  }

  List<FulfilmentEvent> decide(UnparkFulfilment command) {
    return parked.contains(command.action())
        ? List.of(new FulfilmentUnparked(id, id.orderId(), command.action(), command.reason()))
        : List.of();
  }

  /** What goes forward is given up; what undoes is what a cancellation waits for. */
  List<FulfilmentEvent> decide(CancelParked command) {
    return parked.stream()
        .filter(FulfilmentAction::isForward)
        .sorted()
        .<FulfilmentEvent>map(
            action -> new FulfilmentActionSkipped(id, id.orderId(), action, command.reason()))
        .toList();
  }

  private static String whyNot(FulfilmentAction action) {
    return switch (action) {
      case FOLLOW_EVENT -> "An event cannot be skipped; resume it with a mended release";
      case STOP_PICKING -> "Only the shipment knows whether the parcel has left; resume it";
      case CANCEL_ORDER -> "The order cannot count as cancelled without being so; resume it";
      case SHIP_ORDER, CLOSE_ORDER -> "The parcel has left and the books must say so; resume it";
      case AUTHORIZE_PAYMENT,
          RESERVE_STOCK,
          BOOK_CARRIER,
          CAPTURE_PAYMENT,
          CONFIRM_ORDER,
          START_PICKING,
          REFUND_PAYMENT,
          CANCEL_BOOKING,
          RELEASE_STOCK,
          VOID_PAYMENT,
          REBOOK_CARRIER,
          CANCEL_FORMER_BOOKING,
          SETTLE_RETURN ->
          throw new IllegalArgumentException(action + " can be given up");
    };
  }

  private DomainRejection rejection(String rule, String message) {
    return DomainRejection.ofState(rule, parked.isEmpty() ? "GOING_ON" : "PARKED", message);
  }
}
