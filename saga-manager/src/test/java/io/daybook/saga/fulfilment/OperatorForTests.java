package io.daybook.saga.fulfilment;

import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.AuthorizePayment;
import io.daybook.schema.payment.CapturePayment;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RecordPaymentCaptureFailed;
import io.daybook.schema.payment.RefundPayment;
import io.daybook.schema.payment.VoidPayment;
import io.daybook.schema.shipping.BookCarrier;
import io.daybook.schema.shipping.CancelCarrierBooking;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls that were given up, and the operator who decides about them. */
final class OperatorForTests {
  private final OrderId order;
  private final FulfilmentId id;
  private final Deque<Object> commands;
  private final Deque<OrderRelated> log;
  private final Map<FulfilmentAction, Object> setAside = new EnumMap<>(FulfilmentAction.class);
  private final Set<FulfilmentAction> parked = EnumSet.noneOf(FulfilmentAction.class);

  OperatorForTests(OrderId order, Deque<Object> commands, Deque<OrderRelated> log) {
    this.order = order;
    this.id = new FulfilmentId(order);
    this.commands = commands;
    this.log = log;
  }

  /** Sets the next call aside, as if it had never been answered. */
  void setAsideNext() {
    actionOf(commands.peekFirst())
        .filter(action -> !setAside.containsKey(action))
        .ifPresent(
            action -> {
              setAside.put(action, commands.removeFirst());
              park(action);
            });
  }

  void park(FulfilmentAction action) {
    if (parked.add(action)) {
      log.addLast(new FulfilmentParked(id, order, action, "no answer", 10));
    }
  }

  void resumeAll() {
    for (var action : EnumSet.copyOf(parked)) {
      parked.remove(action);
      log.addLast(new FulfilmentResumed(id, order, action));
      Optional.ofNullable(setAside.remove(action)).ifPresent(commands::addFirst);
    }
  }

  /** Gives up all that goes forward. */
  void skipAll() {
    for (var action : EnumSet.copyOf(parked)) {
      if (action.isForward()) {
        parked.remove(action);
        log.addLast(new FulfilmentActionSkipped(id, order, action, "by hand"));
        giveUp(action);
      }
    }
  }

  /** The fulfilment says that it needs no operator for it. */
  void unpark(FulfilmentAction action) {
    if (parked.remove(action)) {
      log.addLast(new FulfilmentUnparked(id, order, action, "known"));
      giveUp(action);
    }
  }

  private void giveUp(FulfilmentAction action) {
    if (setAside.remove(action) instanceof CapturePayment) {
      commands.addFirst(new RecordPaymentCaptureFailed(new PaymentId(order), "given up"));
    }
  }

  private static Optional<FulfilmentAction> actionOf(Object command) {
    return switch (command) {
      case null -> Optional.empty();
      case AuthorizePayment _ -> Optional.of(FulfilmentAction.AUTHORIZE_PAYMENT);
      case CapturePayment _ -> Optional.of(FulfilmentAction.CAPTURE_PAYMENT);
      case VoidPayment _ -> Optional.of(FulfilmentAction.VOID_PAYMENT);
      case RefundPayment _ -> Optional.of(FulfilmentAction.REFUND_PAYMENT);
      case BookCarrier _ -> Optional.of(FulfilmentAction.BOOK_CARRIER);
      case CancelCarrierBooking _ -> Optional.of(FulfilmentAction.CANCEL_BOOKING);
      default -> Optional.empty();
    };
  }
}
