package io.daybook.projection.deadletter;

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

  @Test
  void a_type_that_only_a_newer_release_knows_ends_the_log_until_then() throws Exception {
    var log = new Log(new ArrayList<>(List.of(event("known", 1), event(UNKNOWN, 2))));
    var events = new KnownEvents(_ -> log).openStream(null);
    assertThat(events.nextAvailable().getPayload()).isEqualTo("known");
    assertThat(events.hasNextAvailable()).isTrue();
    assertThat(events.peek()).isPresent();
    assertThatThrownBy(events::nextAvailable)
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.daybook.GiftWrapped")
        .matches(Failures::passes);
  }

  private static TrackedEventMessage<?> event(Object payload, long position) {
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(position),
        new GenericEventMessage<>("id", payload, MetaData.emptyInstance(), Instant.EPOCH));
  }

  private record Log(List<TrackedEventMessage<?>> left)
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
    public void close() {}
  }
}
