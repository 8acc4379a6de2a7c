package io.daybook.runtime;

import java.util.function.Supplier;
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
  private final Supplier<EventHandlerInvoker> handlers;
  private final String segmentKey;
  private final String watchedKey;

  /**
   * @param handlers of the processor, once it is made
   */
  SegmentGuard(String processor, Claims claims, Supplier<EventHandlerInvoker> handlers) {
    this.processor = processor;
    this.claims = claims;
    this.handlers = handlers;
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
        && claims.token(place) instanceof WrappedToken claimed
        && isHandled(tracked, claimed, claims.segment(place), handlers.get());
  }

  /**
   * Whether the half that the event belongs to was as far when the segment was claimed. The token
   * that comes with the event does not say so: where the other half draws level, both are one.
   */
  private static boolean isHandled(
      TrackedEventMessage<?> event,
      TrackingToken claimed,
      Segment segment,
      EventHandlerInvoker handlers) {
    var merged = WrappedToken.unwrap(claimed, MergedTrackingToken.class).orElse(null);
    if (merged == null) {
      return claimed.covers(WrappedToken.unwrapLowerBound(event.trackingToken()));
    }
    var halves = segment.split();
    return handlers.canHandle(event, halves[0])
        ? isHandled(event, merged.lowerSegmentToken(), halves[0], handlers)
        : isHandled(event, merged.upperSegmentToken(), halves[1], handlers);
  }
}
