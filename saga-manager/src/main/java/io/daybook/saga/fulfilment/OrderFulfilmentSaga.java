package io.daybook.saga.fulfilment;

import io.daybook.runtime.CommandSender;
import io.daybook.runtime.KeptEvents;
import io.daybook.schema.Command;
import io.daybook.schema.OpeningCommand;
import io.daybook.schema.Part;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Axon's shell around {@link Fulfilment}, which decides. All that it decides on is in the log, in
 * order, deadlines too: so what a crash takes is decided again, and the same way. Axon creates
 * sagas itself, hence the field injection.
 */
@Revision("3")
public class OrderFulfilmentSaga {
  private static final Logger log = LoggerFactory.getLogger(OrderFulfilmentSaga.class);

  @Autowired private transient @Nullable CommandSender commands;
  @Autowired private transient @Nullable Waits waits;
  @Autowired private transient @Nullable FulfilmentProperties properties;
  @Autowired private transient @Nullable FulfilmentMeters meters;

  @Autowired private transient @Nullable KeptEvents events;

  private @Nullable Fulfilment fulfilment;
  private List<KeptEvents.Kept> held = new ArrayList<>();
  private @Nullable Instant placedAt;
  private @Nullable Deadline watched;

  @StartSaga
  @SagaEventHandler(associationProperty = "orderId")
  public void on(OrderPlaced placed, @Timestamp Instant at) {
    if (fulfilment == null) {
      placedAt = at;
      count(placed, at);
      follow(placed, Fulfilment.start(placed));
    }
  }

  @SagaEventHandler(associationProperty = "orderId")
  public void on(OrderRelated event, @Timestamp Instant at) {
    if (fulfilment == null) {
      return;
    }
    count(event, at);
    if (event instanceof FulfilmentResumed resumed
        && resumed.action() == FulfilmentAction.FOLLOW_EVENT) {
      follow(event, fulfilment.on(event));
      followHeld();
    } else if (held.isEmpty() || event instanceof FulfilmentEvent) {
      followOrHold(event);
    } else {
      held.add(events().keep(event)); // in order, behind the one that cannot be followed
    }
  }

  /**
   * A bug in following one event holds back this order alone, until a mended release resumes it.
   */
  private void followOrHold(OrderRelated event) {
    Decision decision;
    try {
      decision = Objects.requireNonNull(fulfilment).on(event);
    } catch (RuntimeException bug) {
      hold(events().keep(event), bug);
      return;
    }
    follow(event, decision);
  }

  private void hold(KeptEvents.Kept event, RuntimeException bug) {
    var current = Objects.requireNonNull(fulfilment);
    log.error("{} of {} cannot be followed", event.type(), current.job().orderId(), bug);
    held.add(event);
    sendOrPark(List.of(current.park(FulfilmentAction.FOLLOW_EVENT, bug.toString(), 1)));
  }

  private void followHeld() {
    var waiting = List.copyOf(held);
    held.clear();
    for (var kept : waiting) {
      if (held.isEmpty()) {
        readAndFollow(kept);
      } else {
        held.add(kept);
      }
    }
  }

  private void readAndFollow(KeptEvents.Kept kept) {
    OrderRelated event;
    try {
      event = (OrderRelated) events().read(kept);
    } catch (RuntimeException unreadable) {
      hold(kept, unreadable);
      return;
    }
    followOrHold(event);
  }

  private void follow(OrderRelated event, Decision decision) {
    fulfilment = decision.next();
    sendOrPark(decision.commands());
    watch(event, decision.next());
    if (decision.next().hasEnded()) {
      SagaLifecycle.end();
    }
  }

  /** What the domain refuses is not sent again: an operator looks at it. */
  private void sendOrPark(List<Command> toSend) {
    var current = Objects.requireNonNull(fulfilment);
    Objects.requireNonNull(commands)
        .sendWithinBatch(
            Part.FULFILMENT.principal(),
            current.job().orderId(),
            toSend.stream().map(OrderFulfilmentSaga::message).toList(),
            refused -> current.park(current.progress().action(), refused.reason(), 1));
  }

  private static Object message(Command command) {
    return command instanceof OpeningCommand ? CommandSender.opening(command) : command;
  }

  /**
   * One deadline runs as long as answers are waited for; people have one of their own. After a
   * report it begins anew, for what is waited for by now, and when an operator has it tried again.
   */
  private void watch(OrderRelated event, Fulfilment next) {
    var watcher = Objects.requireNonNull(waits);
    var order = event.orderId();
    if (!next.hasDeadline()) {
      if (watched != null) {
        watcher.end(order);
      }
      watched = null;
      return;
    }
    var deadline = next.progress().deadline();
    var anew = event instanceof FulfilmentOverdue || event instanceof FulfilmentResumed;
    if (deadline != watched || anew) {
      var patience = Objects.requireNonNull(properties).patience(deadline);
      watcher.begin(order, next.progress().action(), patience);
      watched = deadline;
    }
  }

  private void count(OrderRelated event, Instant at) {
    Objects.requireNonNull(meters).count(event, at, placedAt);
  }

  /** How it stands; null before its order was placed. */
  @Nullable Fulfilment standing() {
    return fulfilment;
  }

  /** How many events wait behind one that could not be followed, that one included. */
  int waitingEvents() {
    return held.size();
  }

  private KeptEvents events() {
    return Objects.requireNonNull(events);
  }
}
