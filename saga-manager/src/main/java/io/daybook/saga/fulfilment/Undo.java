package io.daybook.saga.fulfilment;

import io.daybook.schema.order.OrderRelated;
import java.util.Optional;

/** How a step is undone. */
sealed interface Undo {

  /** The step leaves nothing that has to be undone. */
  record Nothing() implements Undo {}

  /**
   * A compensation, which must be right also when it is not known whether the step was done.
   *
   * @param ask what is asked for
   * @param done the type of event that says that it is undone
   * @param insteadOf the earlier step that need not be undone any more once this step is done,
   *     because this step has used up what that one held
   */
  record Compensation(Ask ask, Class<? extends OrderRelated> done, Optional<Step> insteadOf)
      implements Undo {}

  static Undo by(Ask ask, Class<? extends OrderRelated> done) {
    return new Compensation(ask, done, Optional.empty());
  }

  static Undo insteadOf(Step earlier, Ask ask, Class<? extends OrderRelated> done) {
    return new Compensation(ask, done, Optional.of(earlier));
  }
}
