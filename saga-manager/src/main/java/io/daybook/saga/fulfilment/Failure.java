package io.daybook.saga.fulfilment;

import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.OrderRelated;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * How a step says that it cannot be done.
 *
 * @param events the types of events that say so, none when the step cannot fail
 * @param reason what an event of these types says
 */
record Failure(
    Set<Class<? extends OrderRelated>> events, Function<OrderRelated, CancelReason> reason) {

  static <E extends OrderRelated> Failure by(
      Class<E> event, CancellationCause cause, Function<E, String> reason) {
    return new Failure(
        Set.of(event), told -> new CancelReason(cause, reason.apply(event.cast(told))));
  }

  /** The step is our own decision, which nobody refuses. */
  static Failure never() {
    return new Failure(
        Set.of(),
        event -> {
          throw new IllegalArgumentException(event + " is no failure");
        });
  }

  /** Whether it can say so at all. */
  boolean isPossible() {
    return !events.isEmpty();
  }

  /** Why it failed, if the event says that it did. */
  Optional<CancelReason> of(OrderRelated event) {
    return events.contains(event.getClass()) ? Optional.of(reason.apply(event)) : Optional.empty();
  }
}
