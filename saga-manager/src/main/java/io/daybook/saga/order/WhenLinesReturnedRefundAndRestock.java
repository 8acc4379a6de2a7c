package io.daybook.saga.order;

import io.daybook.runtime.CommandSender;
import io.daybook.schema.Command;
import io.daybook.schema.Part;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.inventory.RestockGoods;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Returned goods are paid back, and those fit for sale go back on the shelf. What is refused is
 * parked; resumed, all that follows from the returns of the order is sent again, which changes
 * nothing where it was done.
 */
@Component
@ProcessingGroup("return-policy")
@DisallowReplay
class WhenLinesReturnedRefundAndRestock {
  private static final String SENDER = Part.RETURN_POLICY.principal();

  private final CommandSender commands;
  private final EventStore log;

  WhenLinesReturnedRefundAndRestock(CommandSender commands, EventStore log) {
    this.commands = commands;
    this.log = log;
  }

  @EventHandler
  void on(OrderLinesReturned back) {
    settle(back);
  }

  /** 0.1.0 parked what was refused as a refund. */
  @EventHandler
  void on(FulfilmentResumed resumed) {
    if (resumed.action() == FulfilmentAction.SETTLE_RETURN
        || resumed.action() == FulfilmentAction.REFUND_PAYMENT) {
      log.readEvents(resumed.orderId().toString(), 0)
          .asStream()
          .map(Message::getPayload)
          .filter(OrderLinesReturned.class::isInstance)
          .map(OrderLinesReturned.class::cast)
          .forEach(this::settle);
    }
  }

  private void settle(OrderLinesReturned back) {
    var order = back.orderId();
    var following = new ArrayList<Command>();
    var refund = new RefundId(back.returnId().toString());
    following.add(new RefundPayment(new PaymentId(order), refund, back.refund()));
    back.lines().stream()
        .filter(line -> line.disposition() == Disposition.RESTOCK)
        .map(
            line ->
                new RestockGoods(
                    new StockItemId(line.sku()), order, back.returnId(), line.quantity()))
        .forEach(following::add);
    var refused = commands.sendAll(SENDER, following);
    if (!refused.isEmpty()) {
      var reason = "return " + back.returnId() + ": " + refused.getFirst().reason();
      var unused =
          commands.sendAll(
              SENDER,
              List.of(
                  new ParkFulfilment(
                      new FulfilmentId(order), FulfilmentAction.SETTLE_RETURN, reason, 1)));
    }
  }
}
