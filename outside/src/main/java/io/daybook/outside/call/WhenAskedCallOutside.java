package io.daybook.outside.call;

import io.daybook.runtime.CommandSender;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.order.OrderRelated;
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
  private final CallKinds kinds;
  private final EndedCallTable ended;
  private final ParkedCallTable parked;
  private final ParkedCalls calls;
  private final CallWorker worker;
  private final CommandSender commands;

  WhenAskedCallOutside(
      CallKinds kinds,
      EndedCallTable ended,
      ParkedCallTable parked,
      ParkedCalls calls,
      CallWorker worker,
      CommandSender commands) {
    this.kinds = kinds;
    this.ended = ended;
    this.parked = parked;
    this.calls = calls;
    this.worker = worker;
    this.commands = commands;
  }

  @EventHandler
  void on(
      OrderRelated event, EventMessage<? extends OrderRelated> message, UnitOfWork<?> unitOfWork) {
    var kind = kinds.askedBy(event);
    if (kind.isPresent()) {
      worker.take(kind.get(), message, unitOfWork.root());
      return;
    } else if (event instanceof FulfilmentResumed resumed) {
      parked.resume(resumed.orderId(), resumed.action());
    } else if (event instanceof FulfilmentActionSkipped skipped) {
      giveUp(skipped);
    } else if (event instanceof FulfilmentUnparked needless) {
      calls.letGo(needless);
    } else {
      return;
    }
    unitOfWork.root().afterCommit(_ -> worker.wake());
  }

  private void giveUp(FulfilmentActionSkipped skipped) {
    for (var call : parked.toGiveUp(skipped.orderId(), skipped.action())) {
      try {
        giveUp(call, "skipped by an operator: " + skipped.reason());
      } catch (ClassCastException | SerializationException | NoSuchElementException unreadable) {
        calls.park(call, ParkedCalls.UNREADABLE + unreadable);
      }
    }
  }

  private void giveUp(Call call, String reason) {
    var outcome = kinds.of(call).giveUp(call.intent(), reason);
    var refused = commands.sendAll(outcome.stream().toList());
    if (refused.isEmpty()) {
      ended.done(call);
    } else {
      calls.park(call, "giving it up was refused: " + refused.getFirst().reason());
    }
  }
}
