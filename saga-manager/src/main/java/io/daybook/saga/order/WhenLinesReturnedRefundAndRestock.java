package io.daybook.saga.order;

import io.daybook.saga.CommandSender;
import io.daybook.schema.inventory.RestockGoods;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import java.util.ArrayList;
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
    commands.sendAll(following);
  }
}
