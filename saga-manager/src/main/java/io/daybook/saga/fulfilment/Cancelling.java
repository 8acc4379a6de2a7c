package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.CancelOrder;
import java.util.List;

/** Nothing is held any more, and the order is told so. */
public record Cancelling(CancelReason why) implements Progress {

  @Override
  public FulfilmentAction action() {
    return FulfilmentAction.CANCEL_ORDER;
  }

  @Override
  public List<Command> commands(Job job) {
    return List.of(new CancelOrder(job.orderId(), why.cause(), why.reason()));
  }
}
