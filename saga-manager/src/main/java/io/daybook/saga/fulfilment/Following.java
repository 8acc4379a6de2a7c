package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import java.util.List;

/**
 * Something that would follow.
 *
 * @param action in the words of operators
 * @param commands their names; none where others than the fulfilment try again
 */
record Following(When when, FulfilmentAction action, List<String> commands) {

  /** When it would be done. */
  enum When {
    /** With the decision. */
    AT_ONCE,
    /** Once all before it is answered, and well. */
    THEN,
    /** The same, if what is under way turns out to be done. */
    IF_DONE,
    /** The same, if what is under way turns out not to be done. */
    IF_NOT_DONE
  }

  Following {
    commands = List.copyOf(commands);
  }

  static Following of(When when, FulfilmentAction action, List<Command> commands) {
    return new Following(
        when,
        action,
        commands.stream().map(command -> command.getClass().getSimpleName()).distinct().toList());
  }

  Following when(When other) {
    return new Following(other, action, commands);
  }
}
