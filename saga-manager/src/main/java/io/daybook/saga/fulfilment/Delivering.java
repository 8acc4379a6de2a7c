package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.inventory.CommitStock;
import io.daybook.schema.order.CloseOrder;
import io.daybook.schema.order.MarkShipped;
import io.daybook.schema.order.RejectCancellation;
import java.util.ArrayList;
import java.util.List;

/**
 * The parcel has left. Nothing can be undone any more, and nothing is held: the goods are gone.
 *
 * @param delivered whether the customer has it, so that only closing the order is left
 * @param cancellationLost whether a cancellation was under way, which is rejected now
 */
public record Delivering(String trackingNumber, boolean delivered, boolean cancellationLost)
    implements Progress {

  @Override
  public FulfilmentAction action() {
    return FulfilmentAction.SHIP_ORDER;
  }

  @Override
  public List<Command> commands(Job job) {
    var commands = new ArrayList<Command>();
    job.items().forEach(item -> commands.add(new CommitStock(job.stockOf(item), job.orderId())));
    commands.add(new MarkShipped(job.orderId(), trackingNumber));
    if (cancellationLost) {
      commands.add(rejection(job));
    }
    if (delivered) {
      commands.add(new CloseOrder(job.orderId()));
    }
    return commands;
  }

  @Override
  public Deadline deadline() {
    return Deadline.DELIVERY;
  }

  static RejectCancellation rejection(Job job) {
    return new RejectCancellation(job.orderId(), "the parcel has already left");
  }
}
