package io.daybook.outside.call;

import io.daybook.runtime.CommandSender;
import io.daybook.schema.Part;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentOverdue;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.order.OrderRelated;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializationException;
import org.springframework.stereotype.Component;

/**
 * Intent is in the log by now; the call is noted in the transaction that moves the token, so it is
 * noted exactly once, and made after the commit, by this process if it has a hand free.
 */
@Component
@ProcessingGroup("outside-calls")
@DisallowReplay
class WhenAskedCallOutside {
  /** What the operator wrote may be personal, and stays in the event that says so. */
  private static final String SKIPPED = "skipped by an operator";

  private final CallKinds kinds;
  private final EndedCallTable ended;
  private final ParkedCallTable parked;
  private final ParkedCalls parkedCalls;
  private final NewCalls calls;
  private final DueCalls due;
  private final CommandSender commands;

  WhenAskedCallOutside(
      CallKinds kinds,
      EndedCallTable ended,
      ParkedCallTable parked,
      ParkedCalls parkedCalls,
      NewCalls calls,
      DueCalls due,
      CommandSender commands) {
    this.kinds = kinds;
    this.ended = ended;
    this.parked = parked;
    this.parkedCalls = parkedCalls;
    this.calls = calls;
    this.due = due;
    this.commands = commands;
  }

  @EventHandler
  void on(
      OrderRelated event, EventMessage<? extends OrderRelated> message, UnitOfWork<?> unitOfWork) {
    var kind = kinds.askedBy(event);
    if (kind.isPresent()) {
      calls.ask(kind.get(), message, unitOfWork.root());
    } else if (event instanceof FulfilmentEvent decided) {
      calls.note(unitOfWork.root());
      heed(decided, message.getTimestamp(), unitOfWork.root());
    }
  }

  private void heed(FulfilmentEvent event, Instant at, UnitOfWork<?> unitOfWork) {
    switch (event) {
      case FulfilmentResumed resumed -> parked.resume(resumed.orderId(), resumed.action());
      case FulfilmentActionSkipped skipped -> giveUp(skipped, at);
      case FulfilmentUnparked needless -> parkedCalls.letGo(needless);
      case FulfilmentParked _, FulfilmentOverdue _ -> {
        return;
      }
    }
    unitOfWork.afterCommit(_ -> due.everywhere());
  }

  private void giveUp(FulfilmentActionSkipped skipped, Instant decided) {
    for (var call : parked.toGiveUp(skipped.orderId(), skipped.action(), decided)) {
      try {
        giveUp(call, SKIPPED);
      } catch (ClassCastException | SerializationException | NoSuchElementException unreadable) {
        parkedCalls.park(call, ParkedCalls.UNREADABLE + unreadable);
      }
    }
  }

  private void giveUp(Call call, String reason) {
    var outcome = kinds.of(call).giveUp(call.intent(), reason);
    var refused = commands.sendAll(Part.OUTSIDE.principal(), outcome.stream().toList());
    if (refused.isEmpty()) {
      ended.done(List.of(call));
    } else {
      parkedCalls.park(call, "giving it up was refused: " + refused.getFirst().reason());
    }
  }
}
