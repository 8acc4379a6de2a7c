package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment that was merged of parts which had come to different places in the log. */
class SegmentGuardTest {
  private static final String PROCESSOR = "stock";

  private final Claims claims = new Claims(System::nanoTime);
  private final SegmentGuard guard = new SegmentGuard(PROCESSOR, claims, ByNumber::new);
  private final List<Object> handled = new ArrayList<>();

  /** An event whose payload is the number by which its segment is found. */
  private static final class ByNumber implements EventHandlerInvoker {
    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
      return segment.matches((int) event.getPayload());
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) {
      throw new UnsupportedOperationException("The guard only asks whose it is");
    }
  }

  @BeforeEach
  void lives() {
    claims.validUntil(System.nanoTime() + 60_000_000_000L);
  }

  @Test
  void each_part_is_given_what_is_after_its_own_place_and_nothing_before() {
    // Events 0 and 2 are the lower half's, 1 and 3 the upper one's.
    deliver(MergedTrackingToken.merged(at(1), at(4)), 2, 3, 4, 5, 6);
    assertThat(handled).containsExactly("2:even", "4:even", "5:odd", "6:even");
  }

  @Test
  void also_the_event_at_which_one_part_draws_level_with_the_other() {
    deliver(MergedTrackingToken.merged(at(1), at(3)), 2, 3, 4);
    assertThat(handled).containsExactly("2:even", "4:even");
  }

  @Test
  void parts_of_parts_too() {
    // Numbers are divided by four: 0, 2 are the lower half's parts and 1, 3 the upper one's.
    var token =
        MergedTrackingToken.merged(
            MergedTrackingToken.merged(at(0), at(2)), MergedTrackingToken.merged(at(5), at(3)));
    deliver(token, 1, 2, 3, 4, 5, 6, 7);
    assertThat(handled).containsExactly("4:even", "6:even", "7:odd");
  }

  private void deliver(TrackingToken claimed, int... positions) {
    claims.claimed(PROCESSOR, Segment.ROOT_SEGMENT, claimed);
    var token = claimed;
    for (var position : positions) {
      token = WrappedToken.advance(token, at(position)); // as Axon's work packages do
      handle(new GenericTrackedEventMessage<>(token, new GenericEventMessage<>(position)));
    }
  }

  private void handle(TrackedEventMessage<Integer> event) {
    var unit = DefaultUnitOfWork.startAndGet(event);
    unit.resources().put("Processor[" + PROCESSOR + "]/SegmentId", 0);
    try {
      guard.handle(
          unit,
          new DefaultInterceptorChain<>(
              unit,
              List.of(),
              message ->
                  handled.add(
                      event.getPayload() + (event.getPayload() % 2 == 0 ? ":even" : ":odd"))));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    } finally {
      unit.rollback();
    }
  }

  private static TrackingToken at(long position) {
    return new GlobalSequenceTrackingToken(position);
  }
}
