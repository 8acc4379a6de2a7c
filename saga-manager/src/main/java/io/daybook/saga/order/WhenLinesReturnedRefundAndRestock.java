package io.daybook.saga.order;

import io.daybook.saga.CommandSender;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
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
import org.springframework.stereotype.Component;

/** Returned goods are paid back, and those fit for sale go back on the shelf. */
@Component
@ProcessingGroup("return-policy")
@DisallowReplay
class WhenLinesReturnedRefundAndRestock {
  private final CommandSender commands;

  WhenLinesReturnedRefundAndRestock(CommandSender commands) {
    this.commands = commands;
  }

  @EventHandler
  void on(OrderLinesReturned back) {
    var order = back.orderId();
    var following = new ArrayList<Object>();
    var refund = new RefundId(back.returnId().toString());
    following.add(new RefundPayment(new PaymentId(order), refund, back.refund()));
    back.lines().stream()
        .filter(line -> line.disposition() == Disposition.RESTOCK)
        .map(
            line ->
                new RestockGoods(
                    new StockItemId(line.sku()), order, back.returnId(), line.quantity()))
        .forEach(following::add);
    var refused = commands.sendAll(following);
    if (!refused.isEmpty()) {
      var reason = "return " + back.returnId() + ": " + refused.getFirst().reason();
      var unused =
          commands.sendAll(
              List.of(
                  new ParkFulfilment(
                      new FulfilmentId(order), FulfilmentAction.REFUND_PAYMENT, reason, 1)));
    }
  }
}
