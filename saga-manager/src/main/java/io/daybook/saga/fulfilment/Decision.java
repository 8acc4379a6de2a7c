package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import java.util.List;

/** What a fulfilment becomes, and the commands that follow, to be sent side by side. */
public record Decision(Fulfilment next, List<Command> commands) {
  public Decision {
    commands = List.copyOf(commands);
  }

  static Decision stay(Fulfilment same) {
    return new Decision(same, List.of());
  }
}
