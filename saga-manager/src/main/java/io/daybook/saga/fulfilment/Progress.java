package io.daybook.saga.fulfilment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.daybook.schema.Command;
import io.daybook.schema.fulfilment.FulfilmentAction;
import java.util.List;

/**
 * Where a fulfilment is, with what it holds there. An order goes {@link Forward} step by step, then
 * {@link Picking} and {@link Delivering}, and ends; until the parcel leaves it may turn to {@link
 * Undoing} what is held, and then to {@link Cancelling}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Forward.class, name = "FORWARD"),
  @JsonSubTypes.Type(value = Picking.class, name = "PICKING"),
  @JsonSubTypes.Type(value = Delivering.class, name = "DELIVERING"),
  @JsonSubTypes.Type(value = Undoing.class, name = "UNDOING"),
  @JsonSubTypes.Type(value = Cancelling.class, name = "CANCELLING"),
  @JsonSubTypes.Type(value = Ended.class, name = "ENDED")
})
public sealed interface Progress permits Forward, Picking, Delivering, Undoing, Cancelling, Ended {

  /** What is waited for, in the words of operators. */
  FulfilmentAction action();

  /** What others are asked to do here; nothing where people work, who are not asked by commands. */
  List<Command> commands(Job job);

  /** Which deadline runs here. */
  default Deadline deadline() {
    return Deadline.ANSWER;
  }

  /** Whether the other is the same place, where only more of the answers are known. */
  default boolean isWhere(Progress other) {
    return getClass() == other.getClass() && action() == other.action();
  }

  /** Goes back from what is held, the latest step first; at the end the order itself is left. */
  static Progress undo(Held held, CancelReason why) {
    return held.isEmpty() ? new Cancelling(why) : new Undoing(held, why);
  }
}
