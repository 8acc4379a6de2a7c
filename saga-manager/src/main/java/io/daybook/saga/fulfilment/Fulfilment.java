package io.daybook.saga.fulfilment;

import static io.daybook.schema.fulfilment.FulfilmentStep.AUTHORIZE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.BOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentStep.CAPTURE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.DELIVER;
import static io.daybook.schema.fulfilment.FulfilmentStep.PICK;
import static io.daybook.schema.order.CancellationCause.CARRIER;
import static io.daybook.schema.order.CancellationCause.CUSTOMER;
import static io.daybook.schema.order.CancellationCause.OPERATOR;
import static io.daybook.schema.order.CancellationCause.PAYMENT;
import static io.daybook.schema.order.CancellationCause.STOCK;
import static io.daybook.schema.order.CancellationCause.TIMEOUT;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.inventory.OrderStockEvent;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.payment.PaymentRefunded;
import io.daybook.schema.payment.PaymentVoided;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of one fulfilment and all its decisions: event in, next state and commands out. It
 * holds no clock, sends nothing and may be asked twice: an event that the stage does not wait for
 * changes nothing.
 *
 * @param job what was ordered; never changes, except for the address
 * @param stage what is waited for
 * @param awaited the SKUs whose answer is still out, while reserving or releasing
 * @param reserved the SKUs that are held for the order
 * @param done the steps that must be undone if the order is cancelled
 * @param undoing why the order is being cancelled, or null while it goes forward
 * @param parked what an operator must decide about
 * @param overdueTimes how often the stage was asked again without getting anywhere
 */
public record Fulfilment(
    Job job,
    Stage stage,
    Set<Sku> awaited,
    Set<Sku> reserved,
    Set<FulfilmentStep> done,
    @Nullable Undoing undoing,
    Set<FulfilmentAction> parked,
    int overdueTimes) {

  /** After so many deadlines without an answer, asking again is left to an operator. */
  private static final int MOST_OVERDUE = 5;

  public Fulfilment {
    parked = Set.copyOf(parked);
    awaited = Set.copyOf(awaited);
    reserved = Set.copyOf(reserved);
    done = Set.copyOf(done);
  }

  /** Begins with the money, which is cheap to hold and cheap to let go. */
  public static Decision start(OrderPlaced placed) {
    var job = Job.of(placed);
    var next =
        new Fulfilment(job, Stage.AUTHORIZING, Set.of(), Set.of(), Set.of(), null, Set.of(), 0);
    return new Decision(next, next.commandsOfStage());
  }

  /** Decides what follows from an event of the same order. */
  public Decision on(OrderRelated event) {
    return switch (event) {
      case PaymentAuthorized _ when stage == Stage.AUTHORIZING ->
          with(AUTHORIZE_PAYMENT).forward(Stage.RESERVING);
      case PaymentDeclined declined when stage == Stage.AUTHORIZING ->
          because(PAYMENT, "payment declined: " + declined.reason()).unwind();
      case StockReserved held when stage == Stage.RESERVING -> lineAnswered(held, true);
      case StockReservationRefused refused when stage == Stage.RESERVING ->
          because(STOCK, "not enough stock of " + refused.sku()).lineAnswered(refused, false);
      case CarrierBooked _ when stage == Stage.BOOKING ->
          with(BOOK_CARRIER).forward(Stage.CAPTURING);
      case CarrierBookingRefused refused when stage == Stage.BOOKING ->
          because(CARRIER, "carrier refused: " + refused.reason()).unwind();
      case PaymentCaptured _ when stage == Stage.CAPTURING ->
          with(CAPTURE_PAYMENT).forward(Stage.CONFIRMING);
      case PaymentCaptureFailed failed when stage == Stage.CAPTURING ->
          because(PAYMENT, "payment failed: " + failed.reason()).unwind();
      case OrderConfirmed _ when stage == Stage.CONFIRMING -> forward(Stage.STARTING_PICKING);
      case PickingStarted _ when stage == Stage.STARTING_PICKING ->
          with(PICK).forward(Stage.PICKING);
      case OrderCancellationRequested asked -> cancellationAsked(asked);
      case FulfilmentEvent operated -> operated(operated);
      case DeliveryAddressChanged changed -> Decision.stay(at(job.to(changed.deliveryAddress())));
      default -> onLateOrUndoing(event);
    };
  }

  private Decision onLateOrUndoing(OrderRelated event) {
    return switch (event) {
      case ShipmentDispatched left when stage == Stage.PICKING || stage == Stage.STOPPING_PICKING ->
          at(job.leaving(left.trackingNumber())).enter(Stage.DELIVERING);
      case ShipmentDelivered _ when stage == Stage.DELIVERING ->
          new Decision(with(DELIVER), List.of(job.close()));
      case OrderClosed _ -> Decision.stay(at(Stage.ENDED));
      case PickingCancelled _ when stage == Stage.STOPPING_PICKING -> without(PICK).unwind();
      case PaymentRefunded _ when stage == Stage.REFUNDING ->
          without(CAPTURE_PAYMENT).without(AUTHORIZE_PAYMENT).unwind();
      case CarrierBookingCancelled _ when stage == Stage.CANCELLING_BOOKING ->
          without(BOOK_CARRIER).unwind();
      case StockReleased released when stage == Stage.RELEASING -> lineAnswered(released, false);
      // Refused at first, and held when it was asked for again after a crash: nobody waits for it.
      case StockReserved late when undoing != null && !reserved.contains(late.sku()) ->
          new Decision(this, job.release(Set.of(late.sku())));
      case PaymentVoided _ when stage == Stage.VOIDING -> without(AUTHORIZE_PAYMENT).unwind();
      case OrderCancelled _ -> Decision.stay(at(Stage.ENDED));
      default -> Decision.stay(this);
    };
  }

  private Decision operated(FulfilmentEvent event) {
    var others = new HashSet<>(parked);
    return switch (event) {
      case FulfilmentParked _ -> {
        others.add(event.action());
        yield Decision.stay(parking(others));
      }
      case FulfilmentResumed _ -> {
        others.remove(event.action());
        var next = parking(others);
        yield event.action() == FulfilmentAction.FOLLOW_EVENT
            ? Decision.stay(next)
            : new Decision(next, next.commandsOfStage());
      }
      case FulfilmentActionSkipped skipped -> {
        others.remove(event.action());
        yield parking(others).skip(skipped);
      }
      case FulfilmentOverdue late ->
          late.action() == stage.action() ? overdue() : Decision.stay(this);
    };
  }

  /**
   * Goes on without what an operator gave up. What is settled by an answer in the log, such as a
   * refund, is not decided here: the answer comes.
   */
  private Decision skip(FulfilmentActionSkipped skipped) {
    if (skipped.action() != stage.action()) {
      return Decision.stay(this);
    }
    return switch (stage) {
      case AUTHORIZING -> because(OPERATOR, skipped.reason()).with(AUTHORIZE_PAYMENT).unwind();
      case BOOKING -> because(OPERATOR, skipped.reason()).with(BOOK_CARRIER).unwind();
      case RESERVING, CONFIRMING, STARTING_PICKING -> because(OPERATOR, skipped.reason()).unwind();
      case STOPPING_PICKING -> without(PICK).unwind();
      case RELEASING -> reserving(Set.of()).unwind();
      default -> Decision.stay(this);
    };
  }

  /**
   * Decides what follows when a stage has taken too long. A call whose outcome is not known is
   * neither done nor failed: what can be let go blindly is let go, everything else is asked for
   * once more.
   */
  public Decision overdue() {
    if (!parked.isEmpty() || stage.isOfPeople()) {
      return Decision.stay(this);
    }
    if (overdueTimes >= MOST_OVERDUE) {
      var reason = "no answer, however often it was asked";
      return new Decision(this, List.of(job.park(stage.action(), reason, overdueTimes)));
    }
    return switch (stage) {
      case AUTHORIZING ->
          because(TIMEOUT, "payment was not authorized in time").with(AUTHORIZE_PAYMENT).unwind();
      case BOOKING ->
          because(TIMEOUT, "carrier did not answer in time").with(BOOK_CARRIER).unwind();
      default -> new Decision(overdueOnceMore(), commandsOfStage());
    };
  }

  /** Sets the fulfilment aside because what it does next is refused, or has a bug. */
  public Object park(FulfilmentAction action, String reason) {
    return job.park(action, reason, 1);
  }

  /** Cancelling is a race: the step in flight is let finish, and dispatch may win. */
  private Decision cancellationAsked(OrderCancellationRequested asked) {
    if (undoing != null) {
      return Decision.stay(this);
    }
    return switch (stage) {
      case CONFIRMING, PICKING -> because(CUSTOMER, asked.reason()).unwind();
      case DELIVERING -> new Decision(this, List.of(job.rejectCancellation()));
      case ENDED -> Decision.stay(this);
      default -> Decision.stay(because(CUSTOMER, asked.reason()));
    };
  }

  private Decision lineAnswered(OrderStockEvent answer, boolean held) {
    var waiting = new HashSet<>(awaited);
    waiting.remove(answer.sku());
    var holding = new HashSet<>(reserved);
    if (held) {
      holding.add(answer.sku());
    } else {
      holding.remove(answer.sku());
    }
    var next = new Fulfilment(job, stage, waiting, holding, done, undoing, parked, overdueTimes);
    if (!waiting.isEmpty()) {
      return Decision.stay(next);
    }
    return stage == Stage.RESERVING ? next.forward(Stage.BOOKING) : next.unwind();
  }

  /** Goes on to the next stage, unless a cancellation was asked for meanwhile. */
  private Decision forward(Stage to) {
    return undoing != null ? unwind() : enter(to);
  }

  /** Undoes the latest step that was done; at the end nothing is left but to cancel the order. */
  private Decision unwind() {
    if (done.contains(PICK)) {
      return enter(Stage.STOPPING_PICKING);
    }
    if (done.contains(CAPTURE_PAYMENT)) {
      return enter(Stage.REFUNDING);
    }
    if (done.contains(BOOK_CARRIER)) {
      return enter(Stage.CANCELLING_BOOKING);
    }
    if (!reserved.isEmpty()) {
      return enter(Stage.RELEASING);
    }
    return enter(done.contains(AUTHORIZE_PAYMENT) ? Stage.VOIDING : Stage.CANCELLING_ORDER);
  }

  private Decision enter(Stage to) {
    var waiting =
        switch (to) {
          case RESERVING -> job.skus();
          case RELEASING -> reserved;
          default -> Set.<Sku>of();
        };
    var next = new Fulfilment(job, to, waiting, reserved, done, undoing, parked, 0);
    return new Decision(next, next.commandsOfStage());
  }

  private List<Object> commandsOfStage() {
    var commands = new ArrayList<>(job.commandsOf(stage, awaited, undoing));
    if (done.contains(DELIVER)) {
      commands.add(job.close());
    }
    return commands;
  }

  private Fulfilment with(FulfilmentStep step) {
    var more = new HashSet<>(done);
    more.add(step);
    return new Fulfilment(job, stage, awaited, reserved, more, undoing, parked, overdueTimes);
  }

  private Fulfilment without(FulfilmentStep step) {
    var fewer = new HashSet<>(done);
    fewer.remove(step);
    return new Fulfilment(job, stage, awaited, reserved, fewer, undoing, parked, overdueTimes);
  }

  /** The first reason stays: later ones follow from it. */
  private Fulfilment because(CancellationCause cause, String reason) {
    return undoing != null
        ? this
        : new Fulfilment(
            job, stage, awaited, reserved, done, new Undoing(cause, reason), parked, overdueTimes);
  }

  private Fulfilment at(Stage other) {
    return new Fulfilment(job, other, awaited, reserved, done, undoing, parked, 0);
  }

  private Fulfilment at(Job other) {
    return new Fulfilment(other, stage, awaited, reserved, done, undoing, parked, overdueTimes);
  }

  private Fulfilment parking(Set<FulfilmentAction> others) {
    return new Fulfilment(job, stage, awaited, reserved, done, undoing, others, 0);
  }

  private Fulfilment reserving(Set<Sku> held) {
    return new Fulfilment(job, stage, awaited, held, done, undoing, parked, overdueTimes);
  }

  private Fulfilment overdueOnceMore() {
    return new Fulfilment(job, stage, awaited, reserved, done, undoing, parked, overdueTimes + 1);
  }
}
