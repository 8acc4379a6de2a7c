package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import java.util.List;

/**
 * All steps are done, and the warehouse has the order.
 *
 * @param held what is undone if the order is cancelled before the parcel leaves
 */
public record Picking(Held held) implements Progress {

  @Override
  public FulfilmentAction action() {
    return FulfilmentAction.SHIP_ORDER;
  }

  @Override
  public List<Command> commands(Job job) {
    return List.of();
  }

  @Override
  public Deadline deadline() {
    return Deadline.PICKING;
  }
}
