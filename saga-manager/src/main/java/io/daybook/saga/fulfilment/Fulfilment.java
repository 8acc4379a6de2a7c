package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import io.daybook.schema.inventory.OrderStockEvent;
import io.daybook.schema.order.AboutOrder;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.CloseOrder;
import io.daybook.schema.order.ConfirmDeliveryAddress;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.RefuseDeliveryAddress;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The state of one fulfilment and all its decisions: event in, next state and commands out. It
 * interprets the table of {@link Step}s. It holds no clock, sends nothing and may be asked twice:
 * an event that is not waited for changes nothing.
 *
 * @param job what was ordered
 * @param progress where it is, with what it holds there
 * @param parked what an operator must decide about
 * @param overdueTimes how often the same was asked again without getting anywhere
 */
@JsonDeserialize(using = FulfilmentReader.class)
public record Fulfilment(Job job, Progress progress, Set<FulfilmentAction> parked, int overdueTimes)
    implements AboutOrder {

  public Fulfilment {
    parked = Set.copyOf(parked);
  }

  @Override
  public OrderId orderId() {
    return job.orderId();
  }

  /** Begins with the first step. */
  public static Decision start(OrderPlaced placed) {
    var job = Job.of(placed);
    var first = Forward.begin(Step.first(), job, Held.NOTHING);
    return new Fulfilment(job, first, Set.of(), 0).asking();
  }

  /**
   * Decides what follows from an event of the same order. What was parked on the way is not left
   * behind for an operator: its call would hold up later ones, and this fulfilment its deadlines.
   */
  public Decision on(OrderRelated event) {
    var decision = decide(event);
    var next = decision.next();
    var past =
        next.parked().stream()
            .filter(action -> Parked.isPast(action, next.progress()))
            .sorted()
            .toList();
    if (past.isEmpty()) {
      return decision;
    }
    var left = new HashSet<>(next.parked());
    past.forEach(left::remove);
    var commands = new ArrayList<Command>(past.stream().map(this::unpark).toList());
    commands.addAll(decision.commands());
    return new Decision(next.parking(left), commands);
  }

  private Decision decide(OrderRelated event) {
    return switch (event) {
      case FulfilmentEvent operated -> Parked.follow(this, operated);
      case OrderCancellationRequested asked -> cancellationAsked(asked);
      case DeliveryAddressChangeRequested wish -> AddressChange.wished(this, wish);
      case CarrierRebooked moved ->
          saying(new ConfirmDeliveryAddress(job.orderId(), moved.booking()));
      case CarrierRebookingRefused no ->
          saying(new RefuseDeliveryAddress(job.orderId(), no.booking(), no.reason()));
      case DeliveryAddressChanged changed -> AddressChange.changed(this, changed);
      case ShipmentDispatched left -> dispatched(left);
      case ShipmentDelivered _ -> delivered();
      case OrderCancelled _, OrderClosed _ -> enter(new Ended());
      case OrderRelated other -> answered(other);
    };
  }

  /** Follows what is done, failed or undone, as the table of steps says. */
  private Decision answered(OrderRelated event) {
    var line = event instanceof OrderStockEvent goods ? goods.sku() : null;
    return switch (progress) {
      case Forward at when at.step().isDoneBy(event) -> go(at.done(line, job));
      case Forward at ->
          at.step()
              .failureIn(event)
              .map(why -> go(at.failed(line, why, job)))
              .orElseGet(() -> at.stop() == null ? Decision.stay(this) : late(event, at.held()));
      case Undoing at when at.isDoneBy(event) -> go(at.done(line));
      case Undoing at -> late(event, at.held());
      case Cancelling _ -> late(event, Held.NOTHING);
      case Picking _, Delivering _, Ended _ -> Decision.stay(this);
    };
  }

  /**
   * Lets go of a line that is held although nobody waits for it any more: it was refused at first,
   * and asked for again after a crash.
   */
  private Decision late(OrderRelated event, Held held) {
    if (!(event instanceof OrderStockEvent goods)) {
      return Decision.stay(this);
    }
    var commands = new ArrayList<Command>();
    for (var step : Step.values()) {
      if (step.isDoneBy(event)
          && !held.linesOf(step).contains(goods.sku())
          && step.undo() instanceof Undo.Compensation how) {
        commands.addAll(how.ask().commands().apply(job, Set.of(goods.sku())));
      }
    }
    return new Decision(this, commands);
  }

  /** Cancelling is a race: the step in flight is let finish, and dispatch may win. */
  private Decision cancellationAsked(OrderCancellationRequested asked) {
    return progress instanceof Delivering at && !at.cancellationLost()
        ? saying(Delivering.rejection(job))
        : cancel(new CancelReason(CancellationCause.CUSTOMER, asked.reason()));
  }

  /** Undoes the order as soon as that can be done. */
  Decision cancel(CancelReason why) {
    return switch (progress) {
      case Forward at -> go(at.cancelled(why));
      case Picking at -> go(Progress.undo(at.held(), why));
      case Undoing _, Cancelling _, Delivering _, Ended _ -> Decision.stay(this);
    };
  }

  /** The parcel has left, and perhaps a cancellation has lost the race. */
  private Decision dispatched(ShipmentDispatched left) {
    return switch (progress) {
      case Picking _ -> enter(new Delivering(left.trackingNumber(), false, false));
      case Undoing at when at.step() == Step.START_PICKING ->
          enter(new Delivering(left.trackingNumber(), false, true));
      case Forward _, Undoing _, Cancelling _, Delivering _, Ended _ -> Decision.stay(this);
    };
  }

  private Decision delivered() {
    return switch (progress) {
      case Delivering at -> {
        var arrived = new Delivering(at.trackingNumber(), true, at.cancellationLost());
        yield new Decision(at(arrived), List.of(new CloseOrder(job.orderId())));
      }
      case Forward _, Picking _, Undoing _, Cancelling _, Ended _ -> Decision.stay(this);
    };
  }

  /** Decides what follows when an answer has taken too long. */
  public Decision overdue() {
    return Parked.overdue(this);
  }

  /**
   * Whether a deadline runs. People are told of, and what an operator must decide about waits for
   * him, unless it can be let go without him.
   */
  public boolean hasDeadline() {
    return switch (progress) {
      case Ended _ -> false;
      case Forward at when at.step().whenLate() instanceof WhenLate.LetGo ->
          !parked.contains(FulfilmentAction.FOLLOW_EVENT);
      case Forward _, Picking _, Delivering _, Undoing _, Cancelling _ ->
          !parked.contains(FulfilmentAction.FOLLOW_EVENT) && !parked.contains(progress.action());
    };
  }

  /** Whether nothing follows any more. */
  public boolean hasEnded() {
    return progress instanceof Ended;
  }

  /** Sets the fulfilment aside because what it does next is refused, or has a bug. */
  ParkFulfilment park(FulfilmentAction action, String reason, int attempts) {
    return new ParkFulfilment(job.fulfilment(), action, reason, attempts);
  }

  private UnparkFulfilment unpark(FulfilmentAction action) {
    var reason = "its outcome is known, or not needed any more";
    return new UnparkFulfilment(job.fulfilment(), action, reason);
  }

  /** Goes to a place and asks for what is wanted there; within the same place it only notes. */
  Decision go(Progress next) {
    return next.isWhere(progress) ? Decision.stay(at(next)) : enter(next);
  }

  private Decision enter(Progress next) {
    return new Fulfilment(job, next, parked, 0).asking();
  }

  /** Asks for what is wanted here, once more if need be. */
  Decision asking() {
    return new Decision(this, progress.commands(job));
  }

  Decision saying(Command command) {
    return new Decision(this, List.of(command));
  }

  private Fulfilment at(Progress other) {
    return new Fulfilment(job, other, parked, overdueTimes);
  }

  Fulfilment to(Address other) {
    return new Fulfilment(job.to(other), progress, parked, overdueTimes);
  }

  Fulfilment parking(Set<FulfilmentAction> others) {
    return new Fulfilment(job, progress, others, 0);
  }

  Fulfilment overdueOnceMore() {
    return new Fulfilment(job, progress, parked, overdueTimes + 1);
  }
}
