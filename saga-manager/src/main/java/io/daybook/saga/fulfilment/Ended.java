package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import java.util.List;

/** The order is closed or cancelled, and nothing follows any more. */
public record Ended() implements Progress {

  @Override
  public FulfilmentAction action() {
    return FulfilmentAction.CLOSE_ORDER;
  }

  @Override
  public List<Command> commands(Job job) {
    return List.of();
  }
}
