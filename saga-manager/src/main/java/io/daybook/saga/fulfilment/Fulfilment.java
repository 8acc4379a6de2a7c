package io.daybook.saga.fulfilment;

import static io.daybook.schema.fulfilment.FulfilmentStep.AUTHORIZE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.BOOK_CARRIER;
import static io.daybook.schema.fulfilment.FulfilmentStep.CAPTURE_PAYMENT;
import static io.daybook.schema.fulfilment.FulfilmentStep.DELIVER;
import static io.daybook.schema.fulfilment.FulfilmentStep.PICK;
import static io.daybook.schema.order.CancellationCause.CARRIER;
import static io.daybook.schema.order.CancellationCause.PAYMENT;
import static io.daybook.schema.order.CancellationCause.STOCK;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.inventory.OrderStockEvent;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.PaymentAuthorized;
import io.daybook.schema.payment.PaymentCaptureFailed;
import io.daybook.schema.payment.PaymentCaptured;
import io.daybook.schema.payment.PaymentDeclined;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.PickingStarted;
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

  /**
   * Decides what follows from an event of the same order. What was parked on the way is not left
   * behind for an operator: its call would hold up later ones, and this fulfilment its deadlines.
   */
  public Decision on(OrderRelated event) {
    var decision = decide(event);
    var next = decision.next();
    var past = next.parked().stream().filter(next.stage()::isPast).sorted().toList();
    if (past.isEmpty()) {
      return decision;
    }
    var left = new HashSet<>(next.parked());
    past.forEach(left::remove);
    var commands = new ArrayList<Object>(past.stream().map(job::unpark).toList());
    commands.addAll(decision.commands());
    return new Decision(next.parking(left), commands);
  }

  private Decision decide(OrderRelated event) {
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
      case OrderCancellationRequested asked -> Unwinding.asked(this, asked);
      case FulfilmentEvent operated -> Operating.follow(this, operated);
      case DeliveryAddressChangeRequested wish -> AddressChange.wished(this, wish);
      case CarrierRebooked moved ->
          new Decision(this, List.of(job.confirmAddress(moved.booking())));
      case CarrierRebookingRefused no ->
          new Decision(this, List.of(job.refuseAddress(no.booking(), no.reason())));
      case DeliveryAddressChanged changed -> Decision.stay(at(job.to(changed.deliveryAddress())));
      default -> Unwinding.follow(this, event);
    };
  }

  /** Decides what follows when a stage has taken too long. */
  public Decision overdue() {
    return Operating.overdue(this);
  }

  /**
   * Whether a deadline runs. People are told of, and what an operator must decide about waits for
   * him, unless it can be let go without him.
   */
  boolean hasDeadline() {
    return stage != Stage.ENDED
        && !parked.contains(FulfilmentAction.FOLLOW_EVENT)
        && (!parked.contains(stage.action()) || stage.isLetGoBlindly());
  }

  /** Sets the fulfilment aside because what it does next is refused, or has a bug. */
  public Object park(FulfilmentAction action, String reason) {
    return job.park(action, reason, 1);
  }

  Decision lineAnswered(OrderStockEvent answer, boolean held) {
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
  Decision unwind() {
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

  Decision enter(Stage to) {
    var waiting =
        switch (to) {
          case RESERVING -> job.skus();
          case RELEASING -> reserved;
          default -> Set.<Sku>of();
        };
    var next = new Fulfilment(job, to, waiting, reserved, done, undoing, parked, 0);
    return new Decision(next, next.commandsOfStage());
  }

  List<Object> commandsOfStage() {
    var commands = new ArrayList<>(job.commandsOf(stage, awaited, undoing));
    if (done.contains(DELIVER)) {
      commands.add(job.close());
    }
    return commands;
  }

  Fulfilment with(FulfilmentStep step) {
    var more = new HashSet<>(done);
    more.add(step);
    return new Fulfilment(job, stage, awaited, reserved, more, undoing, parked, overdueTimes);
  }

  Fulfilment without(FulfilmentStep step) {
    var fewer = new HashSet<>(done);
    fewer.remove(step);
    return new Fulfilment(job, stage, awaited, reserved, fewer, undoing, parked, overdueTimes);
  }

  /** The first reason stays: later ones follow from it. */
  Fulfilment because(CancellationCause cause, String reason) {
    return undoing != null
        ? this
        : new Fulfilment(
            job, stage, awaited, reserved, done, new Undoing(cause, reason), parked, overdueTimes);
  }

  Fulfilment at(Stage other) {
    return new Fulfilment(job, other, awaited, reserved, done, undoing, parked, 0);
  }

  Fulfilment at(Job other) {
    return new Fulfilment(other, stage, awaited, reserved, done, undoing, parked, overdueTimes);
  }

  Fulfilment parking(Set<FulfilmentAction> others) {
    return new Fulfilment(job, stage, awaited, reserved, done, undoing, others, 0);
  }

  Fulfilment reserving(Set<Sku> held) {
    return new Fulfilment(job, stage, awaited, held, done, undoing, parked, overdueTimes);
  }

  Fulfilment overdueOnceMore() {
    return new Fulfilment(job, stage, awaited, reserved, done, undoing, parked, overdueTimes + 1);
  }
}
