package io.daybook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

/** How far a projection reads. */
class KnownEventsTest {
  private static final UnknownSerializedType UNKNOWN =
      new UnknownSerializedType(
          Jackson3Serializer.builder().build(),
          new SimpleSerializedObject<>("{}", String.class, "io.daybook.GiftWrapped", "1"));

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void an_event_of_a_type_that_only_a_newer_release_knows_is_refused_at_once_where_it_is_first() {
    var events = stream(event(UNKNOWN, 1));
    assertThat(events.hasNextAvailable()).isTrue();
    assertRefused(events);
  }

  @Test
  void those_before_it_have_time_to_be_handled() throws Exception {
    var events = stream(event("known", 1), event("known too", 2), event(UNKNOWN, 3));
    assertThat(events.nextAvailable().getPayload()).isEqualTo("known");
    assertThat(events.hasNextAvailable()).isTrue();
    assertThat(events.nextAvailable().getPayload()).isEqualTo("known too");
    assertThat(events.hasNextAvailable()).isFalse();
    now = now.plus(KnownEvents.BEFORE_IT);
    assertThat(events.hasNextAvailable()).isTrue();
    assertRefused(events);
  }

  @Test
  void the_log_is_told_what_a_processor_has_no_use_for() {
    var log = new Log(List.of(), new ArrayList<>());
    var event = event("known", 1);
    new KnownEvents(_ -> log, () -> now, () -> {})
        .openStream(null)
        .skipMessagesWithPayloadTypeOf(event);
    assertThat(log.skipped()).hasSize(1).first().isSameAs(event);
  }

  private static void assertRefused(BlockingStream<TrackedEventMessage<?>> events) {
    assertThatThrownBy(events::nextAvailable)
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.daybook.GiftWrapped");
  }

  private BlockingStream<TrackedEventMessage<?>> stream(TrackedEventMessage<?>... events) {
    var log = new Log(new ArrayList<>(List.of(events)), new ArrayList<>());
    return new KnownEvents(_ -> log, () -> now, () -> {}).openStream(null);
  }

  private static TrackedEventMessage<?> event(Object payload, long position) {
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(position),
        new GenericEventMessage<>("id", payload, MetaData.emptyInstance(), Instant.EPOCH));
  }

  private record Log(List<TrackedEventMessage<?>> left, List<TrackedEventMessage<?>> skipped)
      implements BlockingStream<TrackedEventMessage<?>> {
    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return left.stream().findFirst();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) {
      return !left.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() {
      return left.removeFirst();
    }

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
      skipped.add(ignored);
    }

    @Override
    public void close() {}
  }
}
