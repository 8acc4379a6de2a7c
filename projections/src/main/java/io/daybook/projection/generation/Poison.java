package io.daybook.projection.generation;

import io.daybook.projection.ReadTables;
import io.daybook.projection.deadletter.EventFailures;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Ends a building at the event that it cannot handle. A page is written with a few statements,
 * whose failure does not say which event it was; so after the first failure each event writes at
 * once what it changes.
 */
final class Poison implements MessageHandlerInterceptor<EventMessage<?>> {
  private static final String CAREFUL = Poison.class.getName();

  private final Throttle throttle;
  private final Consumer<Entry.Failure> end;
  private volatile boolean careful;

  Poison(Throttle throttle, Consumer<Entry.Failure> end) {
    this.throttle = throttle;
    this.end = end;
  }

  @Override
  public Object handle(UnitOfWork<? extends EventMessage<?>> page, InterceptorChain chain)
      throws Exception {
    Boolean decided = page.getResource(CAREFUL);
    if (decided == null) {
      decided = begin(page);
      page.resources().put(CAREFUL, decided);
    }
    if (!decided) {
      return chain.proceed();
    }
    try {
      return chain.proceed();
    } catch (Exception | Error failure) {
      if (!EventFailures.passes(failure)) {
        end.accept(failure(page.getMessage(), failure));
      }
      throw failure;
    }
  }

  private boolean begin(UnitOfWork<?> page) {
    throttle.begin(page);
    ReadTables.everyEventComesOnce(page);
    if (careful) {
      ReadTables.writeAtOnce(page);
    } else {
      page.onRollback(
          rolledBack ->
              careful =
                  !EventFailures.passes(rolledBack.getExecutionResult().getExceptionResult()));
    }
    return careful;
  }

  private static Entry.Failure failure(EventMessage<?> event, Throwable failure) {
    var position =
        event instanceof TrackedEventMessage<?> tracked
            ? tracked.trackingToken().position()
            : OptionalLong.empty();
    return new Entry.Failure(
        position.isPresent() ? position.getAsLong() : null,
        event.getPayloadType().getSimpleName(),
        EventFailures.inWords(failure));
  }
}
