package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import java.util.function.BiFunction;

/**
 * What follows for the step itself when an operator gives it up. The order is undone in any case;
 * the question is what is believed of the step.
 */
sealed interface WhenSkipped {

  /** It may have been done, so it is undone like one that was. */
  record AsIfDone() implements WhenSkipped {}

  /** It has left nothing that would have to be undone. */
  record AsIfNotDone() implements WhenSkipped {}

  /**
   * Somebody else knows whether it was done. That answer is waited for, and either answer is
   * followed by undoing.
   *
   * @param command asks for the answer, with the operator's reason
   */
  record ByItsAnswer(BiFunction<Job, String, Command> command) implements WhenSkipped {}
}
