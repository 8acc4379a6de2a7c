package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Tracing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What is traced of an event that is followed, and what a line of the log says meanwhile. */
class FollowingStepsTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final List<String> begun = new ArrayList<>();
  private final Map<String, String> lines = new HashMap<>();
  private final LogNotes notes = new LogNotes(stream -> stream.replace("payment-", "order-"));

  private final Tracing tracing =
      new Tracing() {
        @Override
        public @Nullable String current() {
          return null;
        }

        @Override
        public Step begin(
            String name, @Nullable String cause, Instant recorded, Map<String, String> said) {
          begun.add(name + " because of " + cause + " " + said.get("daybook.position"));
          return Step.UNTRACED;
        }

        @Override
        public Step beginBeside(
            String name, @Nullable String cause, Instant recorded, Map<String, String> said) {
          throw new AssertionError("nothing is beside it");
        }
      };

  @Test
  void a_line_says_stream_order_position_and_trace_while_the_event_is_under_way() throws Exception {
    follow(new FollowingSteps("stock_g3", false, Tracing.NONE, notes), Instant.now());
    assertThat(lines)
        .containsEntry("stream", "payment-7")
        .containsEntry("order", "order-7")
        .containsEntry("position", "42")
        .containsEntry("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void a_step_has_the_name_of_its_processor_without_the_generation() throws Exception {
    follow(new FollowingSteps("stock_g3", false, tracing, notes), Instant.now());
    assertThat(begun).containsExactly("follow stock because of " + TRACE + " 42");
  }

  @Test
  void a_read_model_that_is_built_from_old_events_is_not_traced_and_a_late_saga_is()
      throws Exception {
    var longAgo = Instant.now().minus(Tracing.SAME_TRACE.multipliedBy(2));
    follow(new FollowingSteps("stock_g3", false, tracing, notes), longAgo);
    assertThat(begun).isEmpty();
    follow(new FollowingSteps("saga", true, tracing, notes), longAgo);
    assertThat(begun).hasSize(1);
  }

  private void follow(FollowingSteps steps, Instant recorded) throws Exception {
    EventMessage<?> event =
        new GenericTrackedDomainEventMessage<>(
            new GlobalSequenceTrackingToken(42), domainEvent(recorded));
    var unit = DefaultUnitOfWork.startAndGet(event);
    try {
      var unused =
          steps.handle(
              unit,
              new InterceptorChain() {
                @Override
                public Object proceed() {
                  lines.putAll(Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of()));
                  return "handled";
                }
              });
    } finally {
      unit.rollback();
    }
  }

  private static DomainEventMessage<String> domainEvent(Instant recorded) {
    return new GenericDomainEventMessage<>(
        "Payment",
        "payment-7",
        0,
        "authorized",
        MetaData.with(MetadataKeys.TRACE_PARENT, TRACE),
        "event",
        recorded);
  }
}
