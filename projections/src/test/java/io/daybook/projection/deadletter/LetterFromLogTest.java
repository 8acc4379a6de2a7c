package io.daybook.projection.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

/** Which event a retry handles: the one of the log, lifted by upcasters, or the kept one. */
class LetterFromLogTest {
  private final List<Object> opened = new ArrayList<>();

  @Test
  void the_event_is_read_anew_at_its_position_once_and_only_when_asked_for() {
    var kept = event("id", "old shape", 42);
    var logged = event("id", "new shape", 42);
    var letter = letter(kept, List.of(logged));
    assertThat(opened).isEmpty();
    assertThat(letter.message()).isSameAs(logged);
    assertThat(letter.message()).isSameAs(logged);
    assertThat(opened).containsExactly(new GlobalSequenceTrackingToken(41));
  }

  @Test
  void the_kept_event_is_taken_when_the_log_has_another_or_none_there() {
    var kept = event("id", "old shape", 42);
    assertThat(letter(kept, List.of(event("other", "x", 43))).message()).isSameAs(kept);
    assertThat(letter(kept, List.of()).message()).isSameAs(kept);
  }

  @Test
  void the_log_is_not_asked_for_an_event_without_a_position() {
    EventMessage<?> kept = GenericEventMessage.asEventMessage("untracked");
    assertThat(letter(kept, List.of()).message()).isSameAs(kept);
    assertThat(opened).isEmpty();
  }

  private static TrackedEventMessage<?> event(String id, String payload, long position) {
    return new GenericTrackedEventMessage<>(
        new GlobalSequenceTrackingToken(position),
        new GenericEventMessage<>(id, payload, MetaData.emptyInstance(), Instant.EPOCH));
  }

  private LetterFromLog letter(EventMessage<?> kept, List<TrackedEventMessage<?>> inLog) {
    var stored =
        new JdbcDeadLetter<EventMessage<?>>(
            "letter", 0, "s", Instant.EPOCH, Instant.EPOCH, null, MetaData.emptyInstance(), kept);
    var log =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EventStore.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("openStream");
              opened.add(arguments[0]);
              return new Events(new ArrayList<>(inLog));
            });
    return new LetterFromLog(stored, (EventStore) log);
  }

  private record Events(List<TrackedEventMessage<?>> left)
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
