package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Traces what processors do with events: each event that one follows is a step of the trace that
 * the event is of, or of a linked one when it comes much later. The log of the application can say
 * which event is under way.
 */
final class FollowingSteps implements MessageHandlerInterceptor<EventMessage<?>> {
  private final String name;
  private final boolean alsoLate;
  private final Tracing tracing;
  private final LogNotes notes;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param processor its name; the number of a generation does not count
   * @param alsoLate whether what comes much later is traced, and noted, too; a read model that is
   *     built from the whole log would begin as many traces as there are events
   */
  FollowingSteps(String processor, boolean alsoLate, Tracing tracing, LogNotes notes) {
    this.name = "follow " + processor.replaceFirst("_g\\d+$", "");
    this.alsoLate = alsoLate;
    this.tracing = tracing;
    this.notes = notes;
  }

  @Override
  public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    var event = unit.getMessage();
    if (!alsoLate && isLate(event)) {
      return chain.proceed();
    }
    var stream =
        event instanceof DomainEventMessage<?> domain ? domain.getAggregateIdentifier() : null;
    var position =
        event instanceof TrackedEventMessage<?> tracked && tracked.trackingToken() != null
            ? tracked.trackingToken().position().stream().boxed().findFirst().orElse(null)
            : null;
    try (var _ = notes.write(stream, position, event.getMetaData());
        var step = begin(event, stream, position)) {
      try {
        return chain.proceed();
      } catch (Exception | Error failure) {
        step.failed(failure);
        throw failure;
      }
    }
  }

  private boolean isLate(EventMessage<?> event) {
    return Duration.between(event.getTimestamp(), clock.instant()).compareTo(Tracing.SAME_TRACE)
        > 0;
  }

  private Tracing.Step begin(
      EventMessage<?> event, @Nullable String stream, @Nullable Long position) {
    if (!tracing.isOn()) {
      return Tracing.Step.UNTRACED;
    }
    return tracing.begin(
        name,
        (String) event.getMetaData().get(MetadataKeys.TRACE_PARENT),
        event.getTimestamp(),
        Map.of(
            "daybook.event",
            event.getPayloadType().getSimpleName(),
            "daybook.stream",
            Objects.requireNonNullElse(stream, ""),
            "daybook.position",
            position == null ? "" : position.toString()));
  }
}
