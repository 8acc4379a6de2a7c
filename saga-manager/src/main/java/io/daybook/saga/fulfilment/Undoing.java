package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.order.OrderRelated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest of the steps that hold something is being undone.
 *
 * @param held never empty
 */
public record Undoing(Held held, CancelReason why) implements Progress {

  public Undoing {
    if (held.isEmpty()) {
      throw new IllegalArgumentException("Nothing is held that could be undone");
    }
  }

  /** The step that is being undone. */
  Step step() {
    return held.latest();
  }

  @Override
  public FulfilmentAction action() {
    return how().ask().action();
  }

  @Override
  public List<Command> commands(Job job) {
    return how().ask().commands().apply(job, held.linesOf(step()));
  }

  boolean isDoneBy(OrderRelated event) {
    return how().done().isInstance(event);
  }

  /** The step, or this line of it, is undone. */
  Progress done(@Nullable Sku line) {
    return Progress.undo(held.minus(step(), line), why);
  }

  /** The step counts as undone, with all its lines. */
  Progress countedAsDone() {
    return Progress.undo(held.without(step()), why);
  }

  private Undo.Compensation how() {
    return switch (step().undo()) {
      case Undo.Compensation how -> how;
      case Undo.Nothing _ -> throw new IllegalStateException(step() + " holds nothing");
    };
  }
}
