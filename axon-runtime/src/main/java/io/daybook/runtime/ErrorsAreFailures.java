package io.daybook.runtime;

import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.ErrorHandler;
import org.axonframework.eventhandling.EventProcessingException;

/**
 * A batch that failed comes again, whatever it failed with. Axon's processors look for exceptions
 * only: after an {@link Error} of a handler, such as one of the linker, the segment would stand
 * still for ever, without a word.
 */
final class ErrorsAreFailures implements ErrorHandler {

  @Override
  public void handleError(ErrorContext context) throws Exception {
    throw switch (context.error()) {
      case Exception exception -> exception;
      case Throwable error -> new EventProcessingException("A handler failed badly", error);
    };
  }
}
