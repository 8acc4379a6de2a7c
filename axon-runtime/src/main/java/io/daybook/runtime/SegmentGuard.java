package io.daybook.runtime;

import java.util.function.Supplier;
import org.axonframework.eventhandling.AbstractEventProcessor;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the handlers of one processor. It lets in no event while another process may own
 * the segment, so that one that stood still does nothing more, inside or outside; and of two
 * segments that were merged at different places it lets in each event once, where Axon's pooled
 * processor would hand those between the two places to the faster half again.
 */
final class SegmentGuard implements MessageHandlerInterceptor<EventMessage<?>> {
  private final String processor;
  private final Claims claims;
  private final Supplier<AbstractEventProcessor> itself;
  private final String segmentKey;
  private final String watchedKey;

  /**
   * @param itself the processor, once it is made
   */
  SegmentGuard(String processor, Claims claims, Supplier<AbstractEventProcessor> itself) {
    this.processor = processor;
    this.claims = claims;
    this.itself = itself;
    this.segmentKey = "Processor[" + processor + "]/SegmentId"; // as Axon's work packages name it
    this.watchedKey = SegmentGuard.class.getName() + "/" + processor;
  }

  @Override
  public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    Integer segment = unit.getResource(segmentKey);
    if (segment == null) { // an event that is tried again by itself, beside its segment
      return chain.proceed();
    }
    var place = new Place(processor, segment);
    claims.require(place);
    watch(unit, place);
    return isHandled(unit.getMessage(), place) ? null : chain.proceed();
  }

  /** A segment at which this process fails again and again is one for others to try. */
  private void watch(UnitOfWork<?> batch, Place place) {
    if (batch.resources().putIfAbsent(watchedKey, place) == null) {
      batch.onRollback(_ -> claims.failed(place));
      batch.afterCommit(_ -> claims.succeeded(place));
    }
  }

  private boolean isHandled(EventMessage<?> event, Place place) {
    return event instanceof TrackedEventMessage<?> tracked
        && tracked.trackingToken() instanceof WrappedToken token
        && isHandled(event, token, claims.segment(place), itself.get().eventHandlerInvoker());
  }

  /** The token has been advanced to the event: a half that was further has not moved. */
  private static boolean isHandled(
      EventMessage<?> event, TrackingToken token, Segment segment, EventHandlerInvoker handlers) {
    var merged = WrappedToken.unwrap(token, MergedTrackingToken.class).orElse(null);
    if (merged == null) {
      return false;
    }
    var halves = segment.split();
    var lower = handlers.canHandle(event, halves[0]);
    var moved = lower ? merged.isLowerSegmentAdvanced() : merged.isUpperSegmentAdvanced();
    return !moved
        || isHandled(
            event,
            lower ? merged.lowerSegmentToken() : merged.upperSegmentToken(),
            halves[lower ? 0 : 1],
            handlers);
  }
}
